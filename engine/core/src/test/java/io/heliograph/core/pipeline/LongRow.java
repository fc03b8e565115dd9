package io.heliograph.core.pipeline;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;

/** A saved state as a list of longs. */
final class LongRow implements StateSink, StateSource {
    final List<Long> row = new ArrayList<>();

    private int next;

    @Override
    public void putLong(long bits) {
        row.add(bits);
    }

    @Override
    public long getLong() {
        return row.get(next++);
    }

    @Override
    public long remaining() {
        return row.size() - next;
    }
}
