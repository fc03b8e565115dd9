package io.heliograph.kernels;

/**
 * Volume-weighted moving average: {@code sum(x * volume) / sum(volume)} of the last n bars.
 *
 * <p>First at bar n-1; undefined while no bar of the window had volume, which is counted. A bar whose product overflows has no
 * value and is not part of any window.
 */
public final class Vwma extends BaseKernel implements WeightedKernel {
    private final WindowSum products;
    private final WindowSum weights;
    private final Recent traded;
    private final Recent flats;

    /** @param n period, 1 to 5000 */
    public Vwma(int n) {
        this(WindowSum.of(Period.check("n", n)), WindowSum.of(n), new Recent(n), new Recent(n), n - 1);
    }

    private Vwma(WindowSum products, WindowSum weights, Recent traded, Recent flats, int first) {
        super(Signature.of("vwma/window/1", first, first), products, weights, traded, flats);
        this.products = products;
        this.weights = weights;
        this.traded = traded;
        this.flats = flats;
    }

    @Override
    public void update(double x, double weight, boolean flat) {
        answer(x, weight, flat, true, committed);
    }

    @Override
    public void peek(double x, double weight, boolean flat, Outputs into) {
        answer(x, weight, flat, false, into);
    }

    private void answer(double x, double weight, boolean flat, boolean keep, Outputs into) {
        double product = x * weight;
        if (!Double.isFinite(product)) {
            into.undefine(0);
            return;
        }
        boolean hasVolume = traded.next(weight > 0.0, keep);
        boolean hasFlat = flats.next(flat, keep);
        double p = products.next(product, keep);
        double w = weights.next(weight, keep);
        into.set(0, hasVolume ? p / w : Double.NaN, hasFlat);
    }
}
