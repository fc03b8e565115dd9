package io.heliograph.kernels;

/**
 * Relative strength index: {@code 100 * g / (g + l)}, g and l Wilder's averages of gains and losses.
 *
 * <p>First at bar n with the means of the first n changes. Without losses 100; without any movement 50 and FLAT. Source:
 * Wilder 1978; the neutral 50 is ours (TA-Lib answers 0 there, others 100).
 */
public final class Rsi extends BaseKernel implements SeriesKernel {
    private final WilderStrength strength;

    /** @param n period, 1 to 5000 */
    public Rsi(int n) {
        this(new WilderStrength(Period.check("n", n)), n);
    }

    private Rsi(WilderStrength strength, int n) {
        super(Signature.of("rsi/wilder/1", n, n + Signature.settling(1.0 / n)), strength);
        this.strength = strength;
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
        double value = strength.next(x, keep);
        into.set(0, value, flat || strength.isNeutral());
    }
}
