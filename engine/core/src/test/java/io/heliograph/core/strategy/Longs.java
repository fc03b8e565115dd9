package io.heliograph.core.strategy;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/** A state as it was put, to be read once from its first long, or compared. */
public final class Longs implements StateSink, StateSource {
    private long[] longs = new long[16];
    private int size;
    private int next;

    @Override
    public void putLong(long bits) {
        if (size == longs.length) {
            longs = Arrays.copyOf(longs, 2 * size);
        }
        longs[size++] = bits;
    }

    @Override
    public long getLong() {
        if (next == size) {
            throw new IllegalStateException("expected no more than was put: size=" + size);
        }
        return longs[next++];
    }

    @Override
    public long remaining() {
        return size - next;
    }

    public long[] toArray() {
        return Arrays.copyOf(longs, size);
    }

    public int size() {
        return size;
    }

    public boolean isReadWhole() {
        return next == size;
    }
}
