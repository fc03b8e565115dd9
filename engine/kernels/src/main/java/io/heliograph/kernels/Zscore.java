package io.heliograph.kernels;

/**
 * How many standard deviations the newest value lies from the mean of the last n: {@code (x - mean) / s}.
 *
 * <p>First at bar n-1; 0 and FLAT when the last n values are equal. How the deviation stays right:
 * {@link WindowDeviation}.
 */
public final class Zscore extends BaseKernel implements SeriesKernel {
    private final int ddof;
    private final WindowDeviation window;
    private final Recent flats;

    /**
     * @param n period, 1 to 5000
     * @param ddof 0 for the deviation of the population, 1 for that of a sample
     */
    public Zscore(int n, int ddof) {
        this(new WindowDeviation(Period.check("n", n)), new Recent(n), n - 1, Range.ddof(ddof));
    }

    private Zscore(WindowDeviation window, Recent flats, int first, int ddof) {
        super(Signature.of(ddof == 0 ? "zscore/population/1" : "zscore/sample/1", first, first), window, flats);
        this.ddof = ddof;
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
        double deviation = window.next(x, keep) ? window.deviation(ddof) : Double.NaN;
        boolean still = window.isFlat() && deviation == 0.0;
        into.set(0, still ? 0.0 : (x - window.mean()) / deviation, hasFlat || still);
    }
}
