package io.heliograph.core.pipeline;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/** A state on its way from one graph into another: what was put first is given back first. */
final class StateRow implements StateSink, StateSource {
    private static final int FIRST_ROOM = 256;

    private long[] row = new long[FIRST_ROOM];
    private int end;
    private int next;

    @Override
    public void putLong(long bits) {
        if (end == row.length) {
            row = Arrays.copyOf(row, 2 * end);
        }
        row[end++] = bits;
    }

    @Override
    public long getLong() {
        if (next == end) {
            throw new IllegalStateException("the state ends here: longs=" + end);
        }
        return row[next++];
    }

    @Override
    public long remaining() {
        return end - next;
    }

    void clear() {
        end = 0;
        next = 0;
    }
}
