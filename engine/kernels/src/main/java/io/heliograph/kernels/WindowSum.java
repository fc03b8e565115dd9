package io.heliograph.kernels;

/**
 * The sum of the last n values, which does not drift.
 *
 * <p>A running sum collects one rounding error a bar for ever. Here a second sum grows from nothing while the ring fills
 * once and replaces the first at the wrap, so no error is older than one window. Between two wraps an outgoing value
 * that dwarfs what remains (a bad print) would leave its rounding behind, or have swallowed the rest altogether; it
 * forces a plain sum at once. Of n equal values the sum is n times the value, so that none is left of a window of zeros.
 *
 * <p>A window of at most {@link #SHORT} values is summed anew at every bar, from the newest to the oldest: that costs
 * nothing, and the lines of an oscillator at the end of its range stay as equal as their values are.
 *
 * <p>Three classes rather than one with branches: the compiler then sees at most places only one of them.
 */
abstract class WindowSum implements Stage {
    /** An outgoing value this many times the remaining sum forces a plain sum. */
    static final double OUTLIER = 1e4;

    /** A window this short is summed anew at every bar. */
    static final int SHORT = 8;

    static WindowSum of(int n) {
        if (n == 3) {
            return new WindowSumOfThree();
        }
        return n <= SHORT ? new ShortWindowSum(n) : new LongWindowSum(n);
    }

    /** The sum with x as its newest value, NaN before n values. */
    abstract double next(double x, boolean keep);

    /** The mean with x as its newest value, NaN before n values; of n equal values exactly that value. */
    abstract double nextMean(double x, boolean keep);
}
