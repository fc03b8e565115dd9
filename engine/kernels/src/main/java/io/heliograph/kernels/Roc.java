package io.heliograph.kernels;

/**
 * Rate of change in percent: {@code 100 * (x - x[n]) / x[n]}; first at bar n; undefined
 * after a 0; FLAT when either end is.
 */
public final class Roc extends BaseKernel implements SeriesKernel {
    private final Delay delay;

    /** @param n period, 1 to 5000 */
    public Roc(int n) {
        this(new Delay(Period.check("n", n)), n);
    }

    private Roc(Delay delay, int n) {
        super(Signature.of("roc/percent/1", n, n), delay);
        this.delay = delay;
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
        double before = delay.next(x, flat, keep);
        into.set(0, 100.0 * (x - before) / before, flat || delay.isFlat());
    }
}
