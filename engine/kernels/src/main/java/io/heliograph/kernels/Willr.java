package io.heliograph.kernels;

/**
 * Williams %R: {@code -100 * (max - close) / (max - min)} over the last n bars, from -100 to 0.
 *
 * <p>First at bar n-1; -50 and FLAT when max = min. Source: Larry Williams 1973.
 */
public final class Willr extends BaseKernel implements BarKernel {
    private final WindowExtreme highest;
    private final WindowExtreme lowest;

    /** @param n period, 1 to 5000 */
    public Willr(int n) {
        this(WindowExtreme.highest(Period.check("n", n)), WindowExtreme.lowest(n), n - 1);
    }

    private Willr(WindowExtreme highest, WindowExtreme lowest, int first) {
        super(Signature.of("willr/window/1", first, first), highest, lowest);
        this.highest = highest;
        this.lowest = lowest;
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
        into.set(0, level ? -50.0 : -100.0 * (max - bar.close()) / (max - min), level);
    }
}
