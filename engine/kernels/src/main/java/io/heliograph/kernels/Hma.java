package io.heliograph.kernels;

/**
 * Hull moving average: {@code wma(2 * wma(x, floor(n/2)) - wma(x, n), floor(sqrt n))}.
 *
 * <p>First at bar n-2+floor(sqrt n). Source: Alan Hull 2005.
 */
public final class Hma extends BaseKernel implements SeriesKernel {
    private final WindowTrend half;
    private final WindowTrend whole;
    private final WindowTrend last;
    private final Recent flats;
    private final Recent lastFlats;

    /** @param n period, 2 to 5000 */
    public Hma(int n) {
        this(Period.check("n", n, 2), (int) Math.sqrt(n));
    }

    private Hma(int n, int root) {
        this(
                new WindowTrend(n / 2),
                new WindowTrend(n),
                new WindowTrend(root),
                new Recent(n),
                new Recent(root),
                n - 2 + root);
    }

    private Hma(WindowTrend half, WindowTrend whole, WindowTrend last, Recent flats, Recent lastFlats, int first) {
        super(Signature.of("hma/window/1", first, first), half, whole, last, flats, lastFlats);
        this.half = half;
        this.whole = whole;
        this.last = last;
        this.flats = flats;
        this.lastFlats = lastFlats;
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
        half.next(x, keep);
        if (!whole.next(x, keep)) {
            into.clear();
            return;
        }
        double pulled = 2.0 * half.weightedMean() - whole.weightedMean();
        boolean stillFlat = lastFlats.next(hasFlat, keep);
        into.set(0, last.next(pulled, keep) ? last.weightedMean() : Double.NaN, stillFlat);
    }
}
