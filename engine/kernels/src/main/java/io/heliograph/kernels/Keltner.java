package io.heliograph.kernels;

/**
 * Keltner channel: the mean-seeded EMA of the close, and k average true ranges to either side.
 *
 * <p>The middle is first at bar n-1, the bands where both are there. Source: Chester Keltner 1960 in Linda Raschke's form.
 */
public final class Keltner extends BaseKernel implements BarKernel {
    private static final int UPPER = 0;
    private static final int MIDDLE = 1;
    private static final int LOWER = 2;

    private final double k;
    private final SeededAverage middle;
    private final AverageRange range;

    /**
     * @param n period of the average, 1 to 5000
     * @param atr period of the average true range, 1 to 5000
     * @param k ranges between the middle and a band, finite and positive
     */
    public Keltner(int n, int atr, double k) {
        this(
                SeededAverage.exponential(Period.check("n", n)),
                new AverageRange(Period.check("atr", atr), AtrFirst.SKIP),
                Range.positive("k", k),
                signature(n, atr));
    }

    private Keltner(SeededAverage middle, AverageRange range, double k, Signature signature) {
        super(signature, middle, range);
        this.k = k;
        this.middle = middle;
        this.range = range;
    }

    private static Signature signature(int n, int atr) {
        int first = Math.max(n - 1, atr);
        int middle = n - 1 + Signature.settling(2.0 / (n + 1));
        int converged = Math.max(middle, atr + Signature.settling(1.0 / atr));
        return new Signature(
                "keltner/sma/1", new String[] {"upper", "middle", "lower"}, new int[] {first, first, first}, new int[] {
                    converged, converged, converged
                });
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
        double centre = middle.next(bar.close(), keep);
        double width = k * range.next(bar, keep);
        into.set(UPPER, centre + width, false);
        into.set(MIDDLE, Double.isNaN(width) ? Double.NaN : centre, false);
        into.set(LOWER, centre - width, false);
    }
}
