package io.heliograph.kernels;

/**
 * Cutler's relative strength index: {@code 100 * g / (g + l)} of the sums of the last n gains and losses.
 *
 * <p>First at bar n. Without losses in the window 100; without any movement 50 and FLAT. It has no memory beyond its
 * window, which Wilder's has.
 */
public final class CutlerRsi extends BaseKernel implements SeriesKernel {
    private final Previous before;
    private final WindowSum gains;
    private final WindowSum losses;

    /** @param n period, 1 to 5000 */
    public CutlerRsi(int n) {
        this(new Previous(), WindowSum.of(Period.check("n", n)), WindowSum.of(n), n);
    }

    private CutlerRsi(Previous before, WindowSum gains, WindowSum losses, int n) {
        super(Signature.of("rsi/cutler/1", n, n), before, gains, losses);
        this.before = before;
        this.gains = gains;
        this.losses = losses;
    }

    @Override
    public void update(double x, boolean flat) {
        answer(x, flat, true, committed);
    }

    @Override
    public void peek(double x, boolean flat, Outputs into) {
        answer(x, flat, false, into);
    }

    private void answer(double x, boolean flat, boolean keep, Outputs into) {
        double last = before.next(x, keep);
        if (Double.isNaN(last)) {
            into.clear();
            return;
        }
        double change = x - last;
        double g = gains.next(Math.max(change, 0.0), keep);
        double l = losses.next(Math.max(-change, 0.0), keep);
        Strength.set(into, g, l, flat);
    }
}
