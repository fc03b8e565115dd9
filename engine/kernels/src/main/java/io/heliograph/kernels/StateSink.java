package io.heliograph.kernels;

/** Takes a state as a row of longs. */
public interface StateSink {

    void putLong(long bits);

    /** Takes the raw bits of a double. */
    default void putDouble(double x) {
        putLong(Double.doubleToRawLongBits(x));
    }
}
