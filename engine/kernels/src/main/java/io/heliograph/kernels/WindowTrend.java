package io.heliograph.kernels;

/**
 * Plain and weighted sum of the last n values around an anchor, for weighted averages and least squares.
 *
 * <p>{@code plain = sum(x - a)}, {@code weighted = sum(i * (x - a))} with i from 1 for the oldest to n for the newest. A
 * step to the next window takes the plain sum off the weighted one and adds n times the newcomer. As in
 * {@link WindowDeviation}, the anchor moves to the mean and both sums are made anew at the wrap, and at once when an
 * outgoing value lies 1e4 times farther from the anchor than the newest value from the mean.
 */
final class WindowTrend implements Stage {
    private final Ring ring;

    private double anchor;
    private double plain;
    private double weighted;

    private double nextAnchor;
    private double nextPlain;
    private double nextWeighted;

    WindowTrend(int n) {
        this.ring = new Ring(n);
    }

    /** Works out the window with x as its newest value, for the questions below; answers whether it is full. */
    boolean next(double x, boolean keep) {
        boolean full = ring.isFullWithNext();
        nextAnchor = anchor;
        nextPlain = plain;
        nextWeighted = weighted;
        if (ring.isFlatWith(x)) {
            nextAnchor = x;
            nextPlain = 0.0;
            nextWeighted = 0.0;
        } else if (full) {
            slide(x);
        }
        if (keep) {
            ring.push(x);
            anchor = nextAnchor;
            plain = nextPlain;
            weighted = nextWeighted;
        }
        return full;
    }

    private void slide(double x) {
        if (ring.slot == ring.n - 1) {
            centre(x);
            return;
        }
        double in = x - anchor;
        double out = ring.values[ring.slot] - anchor;
        nextWeighted = weighted - plain + ring.n * in;
        nextPlain = plain - out + in;
        if (!(Math.abs(out) <= WindowSum.OUTLIER * Math.abs(x - mean()))) {
            centre(x);
        }
    }

    private void centre(double x) {
        double[] values = ring.values;
        int n = values.length;
        double leaving = values[ring.slot];
        values[ring.slot] = x;
        double total = 0.0;
        for (double value : values) {
            total += value;
        }
        double middle = total / n;
        double sum = 0.0;
        double sumByWeight = 0.0;
        int place = ring.slot;
        for (int i = 1; i <= n; i++) {
            place = place == n - 1 ? 0 : place + 1;
            double distance = values[place] - middle;
            sum += distance;
            sumByWeight += i * distance;
        }
        values[ring.slot] = leaving;
        nextAnchor = middle;
        nextPlain = sum;
        nextWeighted = sumByWeight;
    }

    double mean() {
        return nextAnchor + nextPlain / ring.n;
    }

    /** The average with weights 1 to n. */
    double weightedMean() {
        double n = ring.n;
        return nextAnchor + nextWeighted / (n * (n + 1.0) / 2.0);
    }

    /** Slope per bar of the line of least squares, NaN for n = 1. */
    double slope() {
        double n = ring.n;
        return ring.n == 1 ? Double.NaN : (nextWeighted - (n + 1.0) / 2.0 * nextPlain) / (n * (n * n - 1.0) / 12.0);
    }

    @Override
    public int stateSize() {
        return ring.stateSize() + 3;
    }

    @Override
    public void save(StateSink sink) {
        ring.save(sink);
        sink.putDouble(anchor);
        sink.putDouble(plain);
        sink.putDouble(weighted);
    }

    @Override
    public void restore(StateSource source) {
        ring.restore(source);
        anchor = source.getDouble();
        plain = source.getDouble();
        weighted = source.getDouble();
    }

    @Override
    public void reset() {
        ring.reset();
        anchor = 0.0;
        plain = 0.0;
        weighted = 0.0;
    }
}
