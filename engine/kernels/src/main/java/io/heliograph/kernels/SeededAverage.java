package io.heliograph.kernels;

/**
 * A recursive average: the mean of the first n values, then {@code y += factor * (x - y)}.
 *
 * <p>Until the mean is there {@code value} holds the plain sum. What overflows is answered as it is (the caller presents it as
 * undefined) and not kept. {@link #floored} is for averages of what cannot be negative (gains, losses, ranges): in a dead
 * market they would decay through subnormal numbers for thousands of bars, slow and never 0, so below 1e-200 they become 0.
 */
final class SeededAverage implements Stage {
    static final double FLOOR = 1e-200;

    private final int n;
    private final double factor;

    private int count;
    private double value;

    private SeededAverage(int n, double factor) {
        this.n = n;
        this.factor = factor;
    }

    /** What is left of an average that cannot be negative. */
    static double floored(double y) {
        return y < FLOOR ? 0.0 : y;
    }

    /** Exponential, factor 2 / (n + 1). */
    static SeededAverage exponential(int n) {
        return new SeededAverage(n, 2.0 / (n + 1));
    }

    /** Exponential, starting at the first value. */
    static SeededAverage exponentialFromFirst(int n) {
        return new SeededAverage(1, 2.0 / (n + 1));
    }

    /** Wilder's, factor 1 / n. */
    static SeededAverage wilder(int n) {
        return new SeededAverage(n, 1.0 / n);
    }

    double factor() {
        return factor;
    }

    /** Values taken, at most n. */
    int count() {
        return count;
    }

    /**
     * The average after x, NaN before n values.
     *
     * <p>The state is written once, at the end, on every way: only then can the compiler carry it in a register from bar to
     * bar, which is half of the time.
     */
    double next(double x, boolean keep) {
        boolean seeding = count < n;
        int seen = seeding ? count + 1 : n;
        double y;
        if (seeding) {
            y = seen < n ? value + x : (value + x) / n;
        } else {
            y = value + factor * (x - value);
        }
        if (keep) {
            boolean finite = Math.abs(y) <= Double.MAX_VALUE;
            value = finite ? y : value;
            count = finite ? seen : count;
        }
        return seen < n ? Double.NaN : y;
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(count);
        sink.putDouble(value);
    }

    @Override
    public void restore(StateSource source) {
        count = (int) source.getLong();
        value = source.getDouble();
    }

    @Override
    public void reset() {
        count = 0;
        value = 0.0;
    }
}
