package io.heliograph.kernels;

/**
 * Wilder's relative strength as a stage: {@code 100 * g / (g + l)} of the averaged gains and losses.
 *
 * <p>One division instead of the book's {@code 100 - 100 / (1 + g / l)}, and no case of l = 0 that divides. Without any
 * gain or loss the value is 50 and {@link #isNeutral()}.
 */
final class WilderStrength implements Stage {
    private final Previous before = new Previous();
    private final SeededAverage gains;
    private final SeededAverage losses;

    private boolean neutral;

    WilderStrength(int n) {
        this.gains = SeededAverage.flooredWilder(n);
        this.losses = SeededAverage.flooredWilder(n);
    }

    /** The strength after x, NaN until n changes were seen. */
    double next(double x, boolean keep) {
        neutral = false;
        double last = before.next(x, keep);
        if (Double.isNaN(last)) {
            return Double.NaN;
        }
        double change = x - last;
        double g = gains.next(Math.max(change, 0.0), keep);
        double l = losses.next(Math.max(-change, 0.0), keep);
        neutral = g == 0.0 && l == 0.0;
        if (neutral) {
            return 50.0;
        }
        return l == 0.0 ? 100.0 : 100.0 * g / (g + l);
    }

    /** Whether the value last answered stands at the middle for want of any movement. */
    boolean isNeutral() {
        return neutral;
    }

    @Override
    public int stateSize() {
        return before.stateSize() + gains.stateSize() + losses.stateSize();
    }

    @Override
    public void save(StateSink sink) {
        before.save(sink);
        gains.save(sink);
        losses.save(sink);
    }

    @Override
    public void restore(StateSource source) {
        before.restore(source);
        gains.restore(source);
        losses.restore(source);
    }

    @Override
    public void reset() {
        before.reset();
        gains.reset();
        losses.reset();
        neutral = false;
    }
}
