package io.heliograph.kernels;

/**
 * Choices without a jump, for what cannot be foreseen: a wrong guess costs the processor more than a whole kernel.
 *
 * <p>A condition is a mask, all bits set or none.
 */
final class Bits {
    private Bits() {}

    /** Whether both have the same bits; equal values have, but for the zeros. */
    static long areEqual(double a, double b) {
        return areEqual(Double.doubleToRawLongBits(a), Double.doubleToRawLongBits(b));
    }

    static long areEqual(long a, long b) {
        long difference = a ^ b;
        // Only 0 has no sign, and one below it has.
        return (~difference & difference - 1) >> 63;
    }

    /** The one where the condition holds, else the other. */
    static double choose(long condition, double one, double other) {
        long chosen = Double.doubleToRawLongBits(one) & condition | Double.doubleToRawLongBits(other) & ~condition;
        return Double.longBitsToDouble(chosen);
    }

    /** The larger; the difference alone would overflow where the signs differ. */
    static long larger(long a, long b) {
        return a ^ (a ^ b) & isLess(a, b);
    }

    static long smaller(long a, long b) {
        return b ^ (a ^ b) & isLess(a, b);
    }

    private static long isLess(long a, long b) {
        return (a & ~b | ~(a ^ b) & a - b) >> 63;
    }
}
