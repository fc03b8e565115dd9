package io.heliograph.kernels;

/** Largest of the last n values, the newest included; first at bar n-1. How: {@link WindowExtreme}. */
public final class Highest extends BaseKernel implements SeriesKernel {
    private final WindowExtreme extreme;
    private final Recent flats;

    /** @param n period, 1 to 5000 */
    public Highest(int n) {
        this(WindowExtreme.highest(Period.check("n", n)), new Recent(n), n - 1);
    }

    private Highest(WindowExtreme extreme, Recent flats, int first) {
        super(Signature.of("highest/window/1", first, first), extreme, flats);
        this.extreme = extreme;
        this.flats = flats;
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
        into.set(0, extreme.next(x, keep), flats.next(flat, keep));
    }
}
