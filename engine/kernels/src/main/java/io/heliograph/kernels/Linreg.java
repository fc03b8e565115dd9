package io.heliograph.kernels;

/**
 * The line of least squares through the last n values: where it stands at the newest bar, and its slope per bar.
 *
 * <p>First at bar n-1; a line through one value has no slope. How the sums stay right: {@link WindowTrend}.
 */
public final class Linreg extends BaseKernel implements SeriesKernel {
    private static final int VALUE = 0;
    private static final int SLOPE = 1;

    private final int n;
    private final WindowTrend window;
    private final Recent flats;

    /** @param n period, 1 to 5000 */
    public Linreg(int n) {
        this(new WindowTrend(Period.check("n", n)), new Recent(n), n);
    }

    private Linreg(WindowTrend window, Recent flats, int n) {
        super(
                new Signature("linreg/window/1", new String[] {"value", "slope"}, new int[] {n - 1, n - 1}, new int[] {
                    n - 1, n - 1
                }),
                window,
                flats);
        this.n = n;
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
        if (!window.next(x, keep)) {
            into.clear();
            return;
        }
        double slope = window.slope();
        into.set(VALUE, n == 1 ? x : window.mean() + slope * ((n - 1) / 2.0), hasFlat);
        into.set(SLOPE, slope, hasFlat);
    }
}
