package io.heliograph.kernels;

/** Average true range in percent of the close: {@code 100 * atr / close}; first at bar n. */
public final class Natr extends BaseKernel implements BarKernel {
    private final AverageRange average;

    /** @param n period, 1 to 5000 */
    public Natr(int n) {
        this(new AverageRange(Period.check("n", n), AtrFirst.SKIP), n);
    }

    private Natr(AverageRange average, int n) {
        super(Signature.of("natr/skip/1", n, n + Signature.settling(1.0 / n)), average);
        this.average = average;
    }

    @Override
    public void update(Bar bar) {
        answer(bar, true, committed);
    }

    @Override
    public void peek(Bar bar, Outputs into) {
        answer(bar, false, into);
    }

    private void answer(Bar bar, boolean keep, Outputs into) {
        into.set(0, 100.0 * average.next(bar, keep) / bar.close(), false);
    }
}
