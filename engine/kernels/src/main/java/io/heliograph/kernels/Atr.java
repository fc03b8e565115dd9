package io.heliograph.kernels;

/**
 * Average true range: Wilder's average of the true range.
 *
 * <p>{@link AtrFirst#SKIP}: first at bar n with the mean of the ranges 1..n. {@link AtrFirst#RANGE}: bar 0 gives its high
 * minus its low, first at bar n-1. Source: Wilder 1978.
 */
public final class Atr extends BaseKernel implements BarKernel {
    private final AverageRange average;

    /** @param n period, 1 to 5000 */
    public Atr(int n, AtrFirst first) {
        this(new AverageRange(Period.check("n", n), first), signature(n, first));
    }

    private Atr(AverageRange average, Signature signature) {
        super(signature, average);
        this.average = average;
    }

    private static Signature signature(int n, AtrFirst first) {
        int settling = Signature.settling(1.0 / n);
        return switch (first) {
            case SKIP -> Signature.of("atr/skip/1", n, n + settling);
            case RANGE -> Signature.of("atr/range/1", n - 1, n - 1 + settling);
        };
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
        into.set(0, average.next(bar, keep), false);
    }
}
