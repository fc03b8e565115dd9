package io.heliograph.kernels;

/**
 * Mean and squared deviation of the last n values, right where prices are large and move little.
 *
 * <p>The sum of squares minus the square of the sum loses everything when 60,000 moves by 0.01. Here the sums are of
 * {@code x - anchor}: {@code first = sum(x - a)}, {@code second = sum((x - a)^2)}, so that
 * {@code sum((x - mean)^2) = second - first^2 / n} subtracts something small (Chan, Golub, LeVeque 1983, shifted data).
 * The anchor moves to the mean, and both sums are made anew, whenever the ring wraps: once per window, a constant share
 * of work per bar. An outgoing value farther from the anchor than 1e4 times the current deviation forces that at once,
 * because it leaves rounding behind that is as large as what remains; a mean that far from the anchor forces it too. A
 * window of n equal values is flat by count: its deviation is 0 and its mean that value, whatever the sums say.
 */
final class WindowDeviation implements Stage {
    /** Square of the distance, in deviations, at which an outgoing value forces new sums. */
    private static final double OUTLIER_SQUARED = 1e8;

    private final Ring ring;
    private final double share;

    private double anchor;
    private double first;
    private double second;

    private double nextAnchor;
    private double nextFirst;
    private double nextSecond;
    private double nextSquares;
    private boolean nextFlat;

    WindowDeviation(int n) {
        this.ring = new Ring(n);
        this.share = 1.0 / n;
    }

    /**
     * Works out the window with x as its newest value, for the questions below; answers whether it is full.
     *
     * <p>The questions speak of the window last worked out, kept or not.
     */
    boolean next(double x, boolean keep) {
        // As in WindowSum: read first, written once, one jump for whatever is rare.
        double middle = anchor;
        double sum = first;
        double squares = second;
        double in = x - middle;
        double out = ring.values[ring.slot] - middle;
        sum = sum - out + in;
        squares = squares - out * out + in * in;
        double left = notBelowZero(squares - sum * sum * share);
        int run = ring.runWith(x);
        boolean wraps = false;
        boolean full = true;
        boolean flat = false;
        if (!ring.isPlainStep(run) || isFar(out, sum * share, left)) {
            wraps = ring.slot == ring.n - 1;
            full = ring.isFullWithNext();
            flat = run == ring.n;
            if (flat || !full || wraps || isFar(out, sum * share, left)) {
                begin(x, flat, full);
                middle = nextAnchor;
                sum = nextFirst;
                squares = nextSecond;
                left = nextSquares;
            }
        }
        nextAnchor = middle;
        nextFirst = sum;
        nextSquares = left;
        nextFlat = flat;
        if (keep) {
            ring.push(x, run, wraps);
            anchor = middle;
            first = sum;
            second = squares;
        }
        return full;
    }

    /** Whether the value that leaves, or the mean, lies so far from the anchor that rounding would show. */
    private boolean isFar(double out, double drift, double left) {
        double farthest = OUTLIER_SQUARED * share * left;
        return !(out * out <= farthest && drift * drift <= farthest);
    }

    /** Where the sums do not slide: before the window is full, flat, at the wrap, after an outlier. */
    private void begin(double x, boolean flat, boolean full) {
        if (flat) {
            nextAnchor = x;
            nextFirst = 0.0;
            nextSecond = 0.0;
            nextSquares = 0.0;
        } else if (full) {
            centre(x);
        } else {
            nextAnchor = anchor;
            nextFirst = first;
            nextSecond = second;
        }
    }

    /** Both sums anew around the mean, x in the place of the value that leaves. */
    private void centre(double x) {
        double[] values = ring.values;
        double leaving = values[ring.slot];
        values[ring.slot] = x;
        double total = 0.0;
        for (double value : values) {
            total += value;
        }
        double middle = total / values.length;
        double sum = 0.0;
        double squares = 0.0;
        for (double value : values) {
            double distance = value - middle;
            sum += distance;
            squares += distance * distance;
        }
        values[ring.slot] = leaving;
        nextAnchor = middle;
        nextFirst = sum;
        nextSecond = squares;
        nextSquares = notBelowZero(squares - sum * sum * share);
    }

    /** What rounding took below 0 becomes 0; NaN stays. */
    private static double notBelowZero(double x) {
        return x <= 0.0 ? 0.0 : x;
    }

    /** Whether all n values are equal. */
    boolean isFlat() {
        return nextFlat;
    }

    double mean() {
        return nextAnchor + nextFirst * share;
    }

    /** The last value kept. */
    double newest() {
        return ring.newest();
    }

    /** Standard deviation: of the population for {@code ddof} 0, of a sample for 1; NaN where nothing is left to divide. */
    double deviation(int ddof) {
        return Math.sqrt(nextSquares / (ring.n - ddof));
    }

    @Override
    public int stateSize() {
        return ring.stateSize() + 3;
    }

    @Override
    public void save(StateSink sink) {
        ring.save(sink);
        sink.putDouble(anchor);
        sink.putDouble(first);
        sink.putDouble(second);
    }

    @Override
    public void restore(StateSource source) {
        ring.restore(source);
        anchor = source.getDouble();
        first = source.getDouble();
        second = source.getDouble();
    }

    @Override
    public void reset() {
        ring.reset();
        anchor = 0.0;
        first = 0.0;
        second = 0.0;
        nextAnchor = 0.0;
        nextFirst = 0.0;
        nextSecond = 0.0;
        nextSquares = 0.0;
        nextFlat = false;
    }
}
