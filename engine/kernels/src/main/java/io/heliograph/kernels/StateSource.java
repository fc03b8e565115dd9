package io.heliograph.kernels;

/** Gives a state back in the order in which it was put. */
public interface StateSource {

    long getLong();

    /** Gives the double of the next raw bits. */
    default double getDouble() {
        return Double.longBitsToDouble(getLong());
    }
}
