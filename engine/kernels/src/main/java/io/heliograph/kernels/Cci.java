package io.heliograph.kernels;

/**
 * Commodity channel index: {@code (tp - mean) / (0.015 * mean |tp - mean|)} of the last n typical prices.
 *
 * <p>{@code tp = (high + low + close) / 3}; first at bar n-1; 0 and FLAT when the last n typical prices are equal. The
 * mean moves with every bar, so all distances from it are new and the window is walked twice. Source: Donald Lambert 1980.
 */
public final class Cci extends BaseKernel implements BarKernel {
    private final Ring ring;

    /** @param n period, 1 to 5000 */
    public Cci(int n) {
        this(new Ring(Period.check("n", n)), n - 1);
    }

    private Cci(Ring ring, int first) {
        super(Signature.of("cci/window/1", first, first), ring);
        this.ring = ring;
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
        if (!ring.isFullWithNext()) {
            into.clear();
        } else if (ring.isFlatWith(price)) {
            into.set(0, 0.0, true);
        } else {
            into.set(0, distance(price), false);
        }
        if (keep) {
            ring.push(price);
        }
    }

    /** Distances are taken from the newest price first, so that none is lost where prices are large and move little. */
    private double distance(double price) {
        double[] values = ring.values;
        double leaving = values[ring.slot];
        values[ring.slot] = price;
        double sum = 0.0;
        for (double value : values) {
            sum += value - price;
        }
        double mean = sum / values.length;
        double distances = 0.0;
        for (double value : values) {
            distances += Math.abs(value - price - mean);
        }
        values[ring.slot] = leaving;
        return -mean / (0.015 * (distances / values.length));
    }
}
