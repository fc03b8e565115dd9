package io.heliograph.kernels;

/**
 * Supertrend: a line k average ranges from the middle of the bar, on the side from which the price came.
 *
 * <p>{@code (high + low) / 2 +- k * atr(n)}. The upper line falls or stays unless the close before was above it, the lower
 * is mirrored. direction is +1 when the close is above this bar's upper line, -1 when it is below this bar's lower one,
 * else as before, and -1 at the first bar, which is bar n; line is the lower one at +1, the upper one at -1. +1 means that
 * the line is below the price (Pine's sign is the opposite). Its lines may stand for ever, so it never converges. Source:
 * Olivier Seban, 2008.
 */
public final class Supertrend extends BaseKernel implements BarKernel {
    private static final int LINE = 0;
    private static final int DIRECTION = 1;

    private static final int UPPER = 0;
    private static final int LOWER = 1;
    private static final int CLOSE = 2;
    private static final int SIDE = 3;

    private final double k;
    private final AverageRange range;
    private final Scalars before;

    /**
     * @param n period of the average true range, 1 to 5000
     * @param k ranges between the middle of the bar and a line, finite and positive
     */
    public Supertrend(int n, double k) {
        this(new AverageRange(Period.check("n", n), AtrFirst.SKIP), new Scalars(4), n, Range.positive("k", k));
    }

    private Supertrend(AverageRange range, Scalars before, int n, double k) {
        super(
                new Signature(
                        "supertrend/skip/1", new String[] {"line", "direction"}, new int[] {n, n}, new int[] {-1, -1}),
                range,
                before);
        this.k = k;
        this.range = range;
        this.before = before;
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
        double width = k * range.next(bar, keep);
        if (Double.isNaN(width)) {
            into.clear();
            return;
        }
        double[] last = before.values;
        double middle = (bar.high() + bar.low()) / 2.0;
        double upper = middle + width;
        double lower = middle - width;
        double side = -1.0;
        if (!Double.isNaN(last[SIDE])) {
            upper = upper < last[UPPER] || last[CLOSE] > last[UPPER] ? upper : last[UPPER];
            lower = lower > last[LOWER] || last[CLOSE] < last[LOWER] ? lower : last[LOWER];
            side = bar.close() > upper ? 1.0 : bar.close() < lower ? -1.0 : last[SIDE];
        }
        if (keep) {
            last[UPPER] = upper;
            last[LOWER] = lower;
            last[CLOSE] = bar.close();
            last[SIDE] = side;
        }
        into.set(LINE, side > 0.0 ? lower : upper, false);
        into.set(DIRECTION, side, false);
    }
}
