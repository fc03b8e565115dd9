package io.heliograph.kernels;

/**
 * Stochastic oscillator: where the close stands between the extremes of the last bars.
 *
 * <p>{@code raw = 100 * (close - min) / (max - min)} over {@code k} bars, first at bar k-1, 50 and FLAT when max = min;
 * k is the mean of {@code smooth} raw values, d of {@code d} values of k. Source: George Lane, 1950s.
 */
public final class Stoch extends BaseKernel implements BarKernel {
    private final WindowExtreme highest;
    private final WindowExtreme lowest;
    private final OscillatorLines lines;

    /**
     * @param k bars between whose extremes the close is placed, 1 to 5000, as are the others
     * @param smooth raw values in k
     * @param d values of k in d
     */
    public Stoch(int k, int smooth, int d) {
        this(
                WindowExtreme.highest(Period.check("k", k)),
                WindowExtreme.lowest(k),
                new OscillatorLines(Period.check("smooth", smooth), Period.check("d", d)),
                Signature.oscillator("stoch/window/1", k - 1, smooth, d, 0));
    }

    private Stoch(WindowExtreme highest, WindowExtreme lowest, OscillatorLines lines, Signature signature) {
        super(signature, highest, lowest, lines);
        this.highest = highest;
        this.lowest = lowest;
        this.lines = lines;
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
        double max = highest.next(bar.high(), keep);
        double min = lowest.next(bar.low(), keep);
        boolean level = max == min;
        double raw = level ? 50.0 : 100.0 * (bar.close() - min) / (max - min);
        lines.next(raw, level, keep, into);
    }
}
