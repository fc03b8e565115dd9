package io.heliograph.kernels;

/**
 * Double exponential average: {@code 2 * e1 - e2}, each stage a mean-seeded EMA of the stage before.
 *
 * <p>First at bar 2(n-1). Source: Patrick Mulloy 1994.
 */
public final class Dema extends BaseKernel implements SeriesKernel {
    private final SeededAverage once;
    private final SeededAverage twice;

    /** @param n period, 1 to 5000 */
    public Dema(int n) {
        this(SeededAverage.exponential(Period.check("n", n)), SeededAverage.exponential(n), 2 * (n - 1));
    }

    private Dema(SeededAverage once, SeededAverage twice, int first) {
        super(Signature.of("dema/sma/1", first, first + 2 * Signature.settling(once.factor())), once, twice);
        this.once = once;
        this.twice = twice;
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
        into.set(0, 2.0 * a - b, flat);
    }
}
