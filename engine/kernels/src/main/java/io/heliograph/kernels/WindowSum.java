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
 */
final class WindowSum implements Stage {
    /** An outgoing value this many times the remaining sum forces a plain sum. */
    static final double OUTLIER = 1e4;

    /** A window this short is summed anew at every bar. */
    static final int SHORT = 8;

    private final Ring ring;

    private double sum;
    private double fresh;

    WindowSum(int n) {
        this.ring = new Ring(n);
    }

    /** The sum with x as its newest value, NaN before n values. */
    double next(double x, boolean keep) {
        int slot = ring.slot;
        double out = ring.values[slot];
        double grown = fresh + x;
        double next;
        if (ring.isFlatWith(x)) {
            next = x * ring.n;
            grown = slot == ring.n - 1 ? 0.0 : grown;
        } else if (ring.n <= SHORT) {
            next = newestFirst(x);
            grown = 0.0;
        } else if (slot == ring.n - 1) {
            next = grown;
            grown = 0.0;
        } else {
            next = sum + (x - out);
            if (!(Math.abs(out) <= OUTLIER * Math.abs(next))) {
                next = plainSum(x);
            }
        }
        boolean full = ring.isFullWithNext();
        if (keep) {
            ring.push(x);
            sum = next;
            fresh = grown;
        }
        return full ? next : Double.NaN;
    }

    /** The mean with x as its newest value, NaN before n values; of n equal values exactly that value. */
    double nextMean(double x, boolean keep) {
        boolean flat = ring.isFlatWith(x);
        double next = next(x, keep);
        return flat ? x : next / ring.n;
    }

    /** From the newest, x, to the oldest that stays. */
    private double newestFirst(double x) {
        double[] values = ring.values;
        int slot = ring.slot;
        double total = x;
        for (int i = slot - 1; i >= 0; i--) {
            total += values[i];
        }
        for (int i = values.length - 1; i > slot; i--) {
            total += values[i];
        }
        return total;
    }

    /** From the oldest to the newest, x in the place of the value that leaves. */
    private double plainSum(double x) {
        double[] values = ring.values;
        int slot = ring.slot;
        double total = 0.0;
        for (int i = slot + 1; i < values.length; i++) {
            total += values[i];
        }
        for (int i = 0; i < slot; i++) {
            total += values[i];
        }
        return total + x;
    }

    @Override
    public int stateSize() {
        return ring.stateSize() + 2;
    }

    @Override
    public void save(StateSink sink) {
        ring.save(sink);
        sink.putDouble(sum);
        sink.putDouble(fresh);
    }

    @Override
    public void restore(StateSource source) {
        ring.restore(source);
        sum = source.getDouble();
        fresh = source.getDouble();
    }

    @Override
    public void reset() {
        ring.reset();
        sum = 0.0;
        fresh = 0.0;
    }
}
