package io.heliograph.kernels;

/**
 * Triple exponential average: {@code 3 * e1 - 3 * e2 + e3}, each stage a mean-seeded EMA of the stage before.
 *
 * <p>First at bar 3(n-1). Source: Patrick Mulloy 1994.
 */
public final class Tema extends BaseKernel implements SeriesKernel {
    private final SeededAverage once;
    private final SeededAverage twice;
    private final SeededAverage thrice;

    /** @param n period, 1 to 5000 */
    public Tema(int n) {
        this(
                SeededAverage.exponential(Period.check("n", n)),
                SeededAverage.exponential(n),
                SeededAverage.exponential(n),
                3 * (n - 1));
    }

    private Tema(SeededAverage once, SeededAverage twice, SeededAverage thrice, int first) {
        super(Signature.of("tema/sma/1", first, first + 3 * Signature.settling(once.factor())), once, twice, thrice);
        this.once = once;
        this.twice = twice;
        this.thrice = thrice;
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
        into.set(0, 3.0 * a - 3.0 * b + c, flat);
    }
}
