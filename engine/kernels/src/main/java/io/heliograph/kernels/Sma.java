package io.heliograph.kernels;

/**
 * Simple moving average: the mean of the last n values, the newest included.
 *
 * <p>First at bar n-1. The sum does not drift ({@link WindowSum}); n equal values have exactly that value as their mean,
 * so a dead market makes no crossings out of rounding.
 */
public final class Sma extends BaseKernel implements SeriesKernel {
    private final WindowSum sum;
    private final Recent flats;

    /** @param n period, 1 to 5000 */
    public Sma(int n) {
        this(WindowSum.of(Period.check("n", n)), new Recent(n), n);
    }

    private Sma(WindowSum sum, Recent flats, int n) {
        super(Signature.of("sma/window/1", n - 1, n - 1), sum, flats);
        this.sum = sum;
        this.flats = flats;
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
        into.set(0, sum.nextMean(x, keep), flats.next(flat, keep));
    }
}
