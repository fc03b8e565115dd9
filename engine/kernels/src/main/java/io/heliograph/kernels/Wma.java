package io.heliograph.kernels;

/**
 * Weighted moving average: weights 1 for the oldest of the last n values to n for the newest.
 *
 * <p>First at bar n-1. How the sums stay right: {@link WindowTrend}.
 */
public final class Wma extends BaseKernel implements SeriesKernel {
    private final WindowTrend window;
    private final Recent flats;

    /** @param n period, 1 to 5000 */
    public Wma(int n) {
        this(new WindowTrend(Period.check("n", n)), new Recent(n), n - 1);
    }

    private Wma(WindowTrend window, Recent flats, int first) {
        super(Signature.of("wma/window/1", first, first), window, flats);
        this.window = window;
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
        boolean hasFlat = flats.next(flat, keep);
        into.set(0, window.next(x, keep) ? window.weightedMean() : Double.NaN, hasFlat);
    }
}
