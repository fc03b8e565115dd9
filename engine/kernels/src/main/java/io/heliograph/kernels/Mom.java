package io.heliograph.kernels;

/** Momentum: {@code x - x[n]}; first at bar n; FLAT when either end is. */
public final class Mom extends BaseKernel implements SeriesKernel {
    private final Delay delay;

    /** @param n period, 1 to 5000 */
    public Mom(int n) {
        this(new Delay(Period.check("n", n)), n);
    }

    private Mom(Delay delay, int n) {
        super(Signature.of("mom/window/1", n, n), delay);
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
        into.set(0, x - before, flat || delay.isFlat());
    }
}
