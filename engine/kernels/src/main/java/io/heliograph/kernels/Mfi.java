package io.heliograph.kernels;

/**
 * Money flow index: {@code 100 * p / (p + m)} of the money flows up and down of the last n bars.
 *
 * <p>A bar's flow is its typical price times its volume, up when the typical price rose, down when it fell. First at bar
 * n; 100 without a flow down; 50 and FLAT while no bar of the window had a flow. A bar whose flow overflows has no value
 * and is not part of any window. Source: Gene Quong and Avrum Soudack
 * 1989.
 */
public final class Mfi extends BaseKernel implements BarKernel {
    private final Previous before;
    private final WindowSum up;
    private final WindowSum down;

    /** @param n period, 1 to 5000 */
    public Mfi(int n) {
        this(new Previous(), WindowSum.of(Period.check("n", n)), WindowSum.of(n), n);
    }

    private Mfi(Previous before, WindowSum up, WindowSum down, int n) {
        super(Signature.of("mfi/window/1", n, n), before, up, down);
        this.before = before;
        this.up = up;
        this.down = down;
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
        double price = Vwap.typical(bar);
        double flow = price * bar.volume();
        if (!Double.isFinite(flow)) {
            into.undefine(0);
            return;
        }
        double last = before.next(price, keep);
        if (Double.isNaN(last)) {
            into.clear();
            return;
        }
        double p = up.next(price > last ? flow : 0.0, keep);
        double m = down.next(price < last ? flow : 0.0, keep);
        Strength.set(into, p, m, false);
    }
}
