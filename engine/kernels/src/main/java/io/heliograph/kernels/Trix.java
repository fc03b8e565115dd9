package io.heliograph.kernels;

/**
 * Percent change over one bar of a triple exponential average: {@code 100 * (y - y[1]) / y[1]}.
 *
 * <p>Each stage is a mean-seeded EMA of the stage before; first at bar 3(n-1)+1; undefined after a 0. Source: Jack
 * Hutson 1983.
 */
public final class Trix extends BaseKernel implements SeriesKernel {
    private final SeededAverage once;
    private final SeededAverage twice;
    private final SeededAverage thrice;
    private final Previous before;

    /** @param n period, 1 to 5000 */
    public Trix(int n) {
        this(
                SeededAverage.exponential(Period.check("n", n)),
                SeededAverage.exponential(n),
                SeededAverage.exponential(n),
                new Previous(),
                3 * (n - 1) + 1);
    }

    private Trix(SeededAverage once, SeededAverage twice, SeededAverage thrice, Previous before, int first) {
        super(
                Signature.of("trix/sma/1", first, first + 3 * Signature.settling(once.factor())),
                once,
                twice,
                thrice,
                before);
        this.once = once;
        this.twice = twice;
        this.thrice = thrice;
        this.before = before;
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
        double a = once.next(x, keep);
        double b = Double.isNaN(a) ? Double.NaN : twice.next(a, keep);
        double c = Double.isNaN(b) ? Double.NaN : thrice.next(b, keep);
        double last = before.next(c, keep);
        into.set(0, 100.0 * (c - last) / last, flat);
    }
}
