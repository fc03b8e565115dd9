package io.heliograph.kernels;

/**
 * Donchian channel: the highest high and the lowest low of the last n bars, the newest included, and their middle.
 *
 * <p>{@code middle = (upper + lower) / 2}; first at bar n-1. Source: Richard Donchian, about 1960.
 */
public final class Donchian extends BaseKernel implements BarKernel {
    private static final int UPPER = 0;
    private static final int MIDDLE = 1;
    private static final int LOWER = 2;

    private final WindowExtreme highest;
    private final WindowExtreme lowest;

    /** @param n period, 1 to 5000 */
    public Donchian(int n) {
        this(WindowExtreme.highest(Period.check("n", n)), WindowExtreme.lowest(n), n - 1);
    }

    private Donchian(WindowExtreme highest, WindowExtreme lowest, int first) {
        super(
                new Signature(
                        "donchian/window/1",
                        new String[] {"upper", "middle", "lower"},
                        new int[] {first, first, first},
                        new int[] {first, first, first}),
                highest,
                lowest);
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
        double upper = highest.next(bar.high(), keep);
        double lower = lowest.next(bar.low(), keep);
        into.set(UPPER, upper, false);
        into.set(MIDDLE, (upper + lower) / 2.0, false);
        into.set(LOWER, lower, false);
    }
}
