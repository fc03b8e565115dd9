package io.heliograph.kernels;

import java.util.Arrays;

/** A state as it was saved, to be compared and given back. */
final class StateRecord implements StateSink, StateSource {
    private long[] longs = new long[64];
    private int size;
    private int next;

    static StateRecord of(Kernel kernel) {
        StateRecord state = new StateRecord();
        kernel.save(state);
        return state;
    }

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
            throw new IllegalStateException("more was read than was saved: longs=" + size);
        }
        return longs[next++];
    }

    @Override
    public long remaining() {
        return size - next;
    }

    boolean isReadToItsEnd() {
        return next == size;
    }

    long[] longs() {
        return Arrays.copyOf(longs, size);
    }
}
