package io.heliograph.kernels;

/**
 * Stochastic of the relative strength index: where Wilder's RSI stands between its extremes.
 *
 * <p>{@code raw = 100 * (r - min) / (max - min)} over the last {@code stoch} values of the RSI, first at bar
 * rsi+stoch-1; k is the mean of {@code smooth} raw values, d of {@code d} values of k. An unchanged price leaves the RSI
 * unchanged only up to rounding, so extremes fewer than 1e-9 apart count as equal: raw is 50 and FLAT. Source: Chande
 * and Kroll 1994; smooth = 1 is TA-Lib's form, 3 that of most charts.
 */
public final class StochRsi extends BaseKernel implements SeriesKernel {
    /** Closer extremes of the RSI are rounding, not movement. */
    private static final double NOISE = 1e-9;

    private final WilderStrength strength;
    private final WindowRange range;
    private final Recent flats;
    private final OscillatorLines lines;

    /**
     * @param rsi period of the RSI, 1 to 5000, as are the others
     * @param stoch RSI values between whose extremes the newest is placed
     * @param smooth raw values in k
     * @param d values of k in d
     */
    public StochRsi(int rsi, int stoch, int smooth, int d) {
        this(
                new WilderStrength(Period.check("rsi", rsi)),
                new WindowRange(Period.check("stoch", stoch)),
                new Recent(stoch),
                new OscillatorLines(Period.check("smooth", smooth), Period.check("d", d)),
                Signature.oscillator("stochrsi/wilder/1", rsi + stoch - 1, smooth, d, Signature.settling(1.0 / rsi)));
    }

    private StochRsi(
            WilderStrength strength, WindowRange range, Recent flats, OscillatorLines lines, Signature signature) {
        super(signature, strength, range, flats, lines);
        this.strength = strength;
        this.range = range;
        this.flats = flats;
        this.lines = lines;
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
        double r = strength.next(x, keep);
        if (Double.isNaN(r)) {
            lines.next(Double.NaN, false, keep, into);
            return;
        }
        boolean ready = range.next(r, keep);
        boolean hasFlat = flats.next(flat || strength.isNeutral(), keep);
        if (!ready) {
            lines.next(Double.NaN, false, keep, into);
            return;
        }
        double max = range.max();
        double min = range.min();
        boolean level = max - min < NOISE;
        double raw = level ? 50.0 : 100.0 * (r - min) / (max - min);
        lines.next(raw, hasFlat || level, keep, into);
    }
}
