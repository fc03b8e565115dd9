package io.heliograph.kernels;

/**
 * Aroon: how fresh the highest high and the lowest low of the last n+1 bars are.
 *
 * <p>{@code up = 100 * (n - bars since the high) / n}, down likewise, oscillator = up - down; of equal extremes the newest
 * counts; first at bar n. Source: Tushar Chande 1995.
 */
public final class Aroon extends BaseKernel implements BarKernel {
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int OSCILLATOR = 2;

    private final int n;
    private final WindowExtremeAge sinceHigh;
    private final WindowExtremeAge sinceLow;

    /** @param n period, 1 to 5000 */
    public Aroon(int n) {
        this(new WindowExtremeAge(Period.check("n", n) + 1, true), new WindowExtremeAge(n + 1, false), n);
    }

    private Aroon(WindowExtremeAge sinceHigh, WindowExtremeAge sinceLow, int n) {
        super(
                new Signature(
                        "aroon/newest/1", new String[] {"up", "down", "oscillator"}, new int[] {n, n, n}, new int[] {
                            n, n, n
                        }),
                sinceHigh,
                sinceLow);
        this.n = n;
        this.sinceHigh = sinceHigh;
        this.sinceLow = sinceLow;
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
        int high = sinceHigh.next(bar.high(), keep);
        int low = sinceLow.next(bar.low(), keep);
        if (high < 0) {
            into.clear();
            return;
        }
        double up = 100.0 * (n - high) / n;
        double down = 100.0 * (n - low) / n;
        into.set(UP, up, false);
        into.set(DOWN, down, false);
        into.set(OSCILLATOR, up - down, false);
    }
}
