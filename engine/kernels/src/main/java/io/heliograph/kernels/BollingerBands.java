package io.heliograph.kernels;

/**
 * Bollinger bands: the mean of the last n values and k standard deviations to either side.
 *
 * <p>{@code upper, lower = middle + k * s, middle - k * s}, {@code percent_b = (x - lower) / (upper - lower)},
 * {@code bandwidth = (upper - lower) / middle}; first at bar n-1. The deviation is that of the population
 * ({@code ddof = 0}); 1 asks for that of a sample. When the last n values are equal percent_b is 0.5 and FLAT. Source:
 * John Bollinger, Bollinger on Bollinger Bands, 2001. How the deviation stays right: {@link WindowDeviation}.
 *
 * <p>Divisions are most of what a bar of bands costs, and hardly anybody reads all outputs: so the two quotients are worked
 * out where they are asked for, from the committed bands and the newest value.
 */
public final class BollingerBands extends BaseKernel implements SeriesKernel {
    private static final int UPPER = 0;
    private static final int MIDDLE = 1;
    private static final int LOWER = 2;
    private static final int PERCENT_B = 3;
    private static final int BANDWIDTH = 4;
    private static final int ALL = 0b11111;

    /** In the place of a quotient that is worked out when it is asked for. */
    private static final double LATER = 0.0;

    private final double k;
    private final int ddof;
    private final WindowDeviation window;
    private final Recent flats;

    /**
     * @param n period, 1 to 5000
     * @param k deviations between the middle and a band, finite and positive
     * @param ddof 0 for the deviation of the population, 1 for that of a sample
     */
    public BollingerBands(int n, double k, int ddof) {
        this(new WindowDeviation(Period.check("n", n)), new Recent(n), n, Range.positive("k", k), Range.ddof(ddof));
    }

    private BollingerBands(WindowDeviation window, Recent flats, int n, double k, int ddof) {
        super(signature(n, ddof), window, flats);
        this.k = k;
        this.ddof = ddof;
        this.window = window;
        this.flats = flats;
    }

    private static Signature signature(int n, int ddof) {
        int first = n - 1;
        return new Signature(
                ddof == 0 ? "bbands/population/1" : "bbands/sample/1",
                new String[] {"upper", "middle", "lower", "percent_b", "bandwidth"},
                new int[] {first, first, first, first, first},
                new int[] {first, first, first, first, first});
    }

    @Override
    public void update(double x, boolean flat) {
        answer(x, flat, true, committed);
    }

    @Override
    public void peek(double x, boolean flat, Outputs into) {
        answer(x, flat, false, into);
    }

    @Override
    public double value(int output) {
        double stored = super.value(output);
        if (output < PERCENT_B || stored != LATER) {
            return stored;
        }
        double quotient = output == PERCENT_B ? percentB(committed, window.newest()) : bandwidth(committed);
        return Math.abs(quotient) <= Double.MAX_VALUE ? quotient : Double.NaN;
    }

    @Override
    public boolean isFlat(int output) {
        return super.isFlat(output) && !Double.isNaN(value(output));
    }

    private void answer(double x, boolean flat, boolean keep, Outputs into) {
        boolean full = window.next(x, keep);
        boolean hasFlat = flats.next(flat, keep);
        if (!full) {
            into.clear();
            return;
        }
        double middle = window.mean();
        double width = k * window.deviation(ddof);
        boolean level = window.isFlat() && !Double.isNaN(width);
        into.put(UPPER, middle + width);
        into.put(MIDDLE, middle);
        into.put(LOWER, middle - width);
        into.put(PERCENT_B, level ? 0.5 : keep ? LATER : percentB(into, x));
        into.put(BANDWIDTH, keep ? LATER : bandwidth(into));
        into.mark((hasFlat ? ALL : 0) | (level ? 1 << PERCENT_B : 0));
    }

    private static double percentB(Outputs bands, double x) {
        double lower = bands.value(LOWER);
        return (x - lower) / (bands.value(UPPER) - lower);
    }

    private static double bandwidth(Outputs bands) {
        return (bands.value(UPPER) - bands.value(LOWER)) / bands.value(MIDDLE);
    }
}
