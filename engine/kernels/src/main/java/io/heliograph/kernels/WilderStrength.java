package io.heliograph.kernels;

/**
 * Wilder's relative strength as a stage: {@code 100 * g / (g + l)} of the averaged gains and losses.
 *
 * <p>One division instead of the book's {@code 100 - 100 / (1 + g / l)}, and no case of l = 0 that divides. Without any
 * gain or loss the value is 50 and {@link #isNeutral()}. Both averages are fields of one object, and not two
 * {@link SeededAverage}s, because the compiler holds a field in a register from bar to bar only where no other object's
 * field of that name may be the same.
 */
final class WilderStrength implements Stage {
    private final int n;
    private final double factor;

    /** Values taken, at most n + 1: the first gives no change. */
    private int count;

    private double before;
    private double gains;
    private double losses;

    private boolean neutral;

    WilderStrength(int n) {
        this.n = n;
        this.factor = 1.0 / n;
        reset();
    }

    /** The strength after x, NaN until n changes were seen. */
    double next(double x, boolean keep) {
        double gainsBefore = gains;
        double lossesBefore = losses;
        int seen = count;
        double change = x - before;
        double gain = Math.max(change, 0.0);
        double g = step(gainsBefore, gain, seen);
        // Exact, since the change is either the gain or not above 0.
        double l = step(lossesBefore, gain - change, seen);
        boolean finite = Math.abs(g) <= Double.MAX_VALUE && Math.abs(l) <= Double.MAX_VALUE;
        if (keep) {
            before = x;
            gains = finite ? g : gainsBefore;
            losses = finite ? l : lossesBefore;
            count = finite ? Math.min(seen + 1, n + 1) : seen;
        }
        return strength(g, l, finite && seen >= n);
    }

    private double step(double value, double x, int seen) {
        if (seen > n) {
            return SeededAverage.floored(value + factor * (x - value));
        }
        double sum = seen == 0 ? 0.0 : value + x;
        return SeededAverage.floored(seen == n ? sum / n : sum);
    }

    private double strength(double g, double l, boolean ready) {
        neutral = ready && g == 0.0 && l == 0.0;
        if (neutral) {
            return 50.0;
        }
        double strength = l == 0.0 ? 100.0 : 100.0 * g / (g + l);
        return ready ? strength : Double.NaN;
    }

    /** Whether the value last answered stands at the middle for want of any movement. */
    boolean isNeutral() {
        return neutral;
    }

    @Override
    public int stateSize() {
        return 4;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(count);
        sink.putDouble(before);
        sink.putDouble(gains);
        sink.putDouble(losses);
    }

    @Override
    public void restore(StateSource source) {
        count = (int) source.getLong();
        before = source.getDouble();
        gains = source.getDouble();
        losses = source.getDouble();
    }

    @Override
    public void reset() {
        count = 0;
        before = Double.NaN;
        gains = 0.0;
        losses = 0.0;
        neutral = false;
    }
}
