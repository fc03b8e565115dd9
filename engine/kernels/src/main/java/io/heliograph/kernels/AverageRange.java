package io.heliograph.kernels;

/** Wilder's average true range as a stage. */
final class AverageRange implements Stage {
    private final AtrFirst first;
    private final Previous close = new Previous();
    private final SeededAverage ranges;

    AverageRange(int n, AtrFirst first) {
        this.first = first;
        this.ranges = SeededAverage.flooredWilder(n);
    }

    /** The largest of high - low and both distances from the close before. */
    static double trueRange(Bar bar, double closeBefore) {
        // One of the three differences, rounded alike, for the high is never below the low.
        return Math.max(bar.high(), closeBefore) - Math.min(bar.low(), closeBefore);
    }

    /** The average after this bar, NaN until n ranges were seen. */
    double next(Bar bar, boolean keep) {
        double before = close.next(bar.close(), keep);
        if (!Double.isNaN(before)) {
            return ranges.next(trueRange(bar, before), keep);
        }
        return first == AtrFirst.RANGE ? ranges.next(bar.high() - bar.low(), keep) : Double.NaN;
    }

    @Override
    public int stateSize() {
        return close.stateSize() + ranges.stateSize();
    }

    @Override
    public void save(StateSink sink) {
        close.save(sink);
        ranges.save(sink);
    }

    @Override
    public void restore(StateSource source) {
        close.restore(source);
        ranges.restore(source);
    }

    @Override
    public void reset() {
        close.reset();
        ranges.reset();
    }
}
