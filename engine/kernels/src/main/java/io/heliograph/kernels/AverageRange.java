package io.heliograph.kernels;

/**
 * Wilder's average true range as a stage.
 *
 * <p>Starts and floors as {@link SeededAverage} does; with the close before in the same object, and written without a way
 * around its state, the compiler can hold it in registers.
 */
final class AverageRange implements Stage {
    private final int n;
    private final double factor;

    /** Bars before the first range that counts. */
    private final int skipped;

    /** Bars taken, at most n + skipped. */
    private int count;

    private double close;
    private double average;

    AverageRange(int n, AtrFirst first) {
        this.n = n;
        this.factor = 1.0 / n;
        this.skipped = switch (first) {
            case SKIP -> 1;
            case RANGE -> 0;
        };
    }

    /** The largest of high - low and both distances from the close before. */
    static double trueRange(Bar bar, double closeBefore) {
        // One of the three differences, rounded alike, for the high is never below the low.
        return Math.max(bar.high(), closeBefore) - Math.min(bar.low(), closeBefore);
    }

    /** The average after this bar, NaN until n ranges were seen. */
    double next(Bar bar, boolean keep) {
        double before = average;
        double closeBefore = close;
        int bars = count;
        double range = bars == 0 ? bar.high() - bar.low() : trueRange(bar, closeBefore);
        int ranges = bars - skipped;
        double y = step(before, range, ranges);
        boolean finite = Math.abs(y) <= Double.MAX_VALUE;
        if (keep) {
            close = bar.close();
            average = finite ? y : before;
            count = finite ? Math.min(bars + 1, n + skipped) : bars;
        }
        return ranges < n - 1 ? Double.NaN : y;
    }

    /** @param ranges taken before, negative where this one does not count */
    private double step(double value, double range, int ranges) {
        if (ranges >= n) {
            return SeededAverage.floored(value + factor * (range - value));
        }
        double sum = ranges < 0 ? 0.0 : value + range;
        return SeededAverage.floored(ranges == n - 1 ? sum / n : sum);
    }

    @Override
    public int stateSize() {
        return 3;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(count);
        sink.putDouble(close);
        sink.putDouble(average);
    }

    @Override
    public void restore(StateSource source) {
        count = (int) source.getLong();
        close = source.getDouble();
        average = source.getDouble();
    }

    @Override
    public void reset() {
        count = 0;
        close = 0.0;
        average = 0.0;
    }
}
