package io.heliograph.kernels;

/**
 * Standard deviation of the last n values: of the population ({@code ddof = 0}) or of a sample (1).
 *
 * <p>First at bar n-1; 0 when the last n values are equal. A sample of one has none. How it stays right:
 * {@link WindowDeviation}.
 */
public final class Stdev extends BaseKernel implements SeriesKernel {
    private final int ddof;
    private final WindowDeviation window;
    private final Recent flats;

    /**
     * @param n period, 1 to 5000
     * @param ddof 0 or 1
     */
    public Stdev(int n, int ddof) {
        this(new WindowDeviation(Period.check("n", n)), new Recent(n), n - 1, Range.ddof(ddof));
    }

    private Stdev(WindowDeviation window, Recent flats, int first, int ddof) {
        super(Signature.of(ddof == 0 ? "stdev/population/1" : "stdev/sample/1", first, first), window, flats);
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
        into.set(0, window.next(x, keep) ? window.deviation(ddof) : Double.NaN, hasFlat);
    }
}
