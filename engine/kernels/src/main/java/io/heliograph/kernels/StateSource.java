package io.heliograph.kernels;

/** Gives a state back in the order in which it was put. */
public interface StateSource {

    long getLong();

    /** Gives the next {@code count} longs into a row. */
    default void getLongs(long[] row, int from, int count) {
        for (int i = from; i < from + count; i++) {
            row[i] = getLong();
        }
    }

    /** Gives the double of the next raw bits. */
    default double getDouble() {
        return Double.longBitsToDouble(getLong());
    }
}
