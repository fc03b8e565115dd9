package io.heliograph.kernels;

/** Takes a state as a row of longs. */
public interface StateSink {

    void putLong(long bits);

    /** Takes {@code count} longs of a row, one after the other. */
    default void putLongs(long[] row, int from, int count) {
        for (int i = from; i < from + count; i++) {
            putLong(row[i]);
        }
    }

    /** Takes the raw bits of a double. */
    default void putDouble(double x) {
        putLong(Double.doubleToRawLongBits(x));
    }
}
