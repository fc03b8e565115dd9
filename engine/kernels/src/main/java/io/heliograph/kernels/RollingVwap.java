package io.heliograph.kernels;

/**
 * Volume-weighted average price of the last n bars: {@code sum(hlc3 * volume) / sum(volume)}.
 *
 * <p>First at bar n-1; undefined while no bar of the window had volume, which is counted and not read off a sum that
 * rounding keeps from 0. A bar whose product overflows has no value and is not part of any window.
 */
public final class RollingVwap extends BaseKernel implements BarKernel {
    private final WindowSum money;
    private final WindowSum volume;
    private final Recent traded;

    /** @param n period, 1 to 5000 */
    public RollingVwap(int n) {
        this(WindowSum.of(Period.check("n", n)), WindowSum.of(n), new Recent(n), n - 1);
    }

    private RollingVwap(WindowSum money, WindowSum volume, Recent traded, int first) {
        super(Signature.of("vwap/window/1", first, first), money, volume, traded);
        this.money = money;
        this.volume = volume;
        this.traded = traded;
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
        double paid = Vwap.typical(bar) * bar.volume();
        if (!Double.isFinite(paid)) {
            into.undefine(0);
            return;
        }
        boolean hasVolume = traded.next(bar.volume() > 0.0, keep);
        double m = money.next(paid, keep);
        double v = volume.next(bar.volume(), keep);
        into.set(0, hasVolume ? m / v : Double.NaN, false);
    }
}
