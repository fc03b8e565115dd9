package io.heliograph.kernels;

/**
 * Wilder's sums of directional movement and true range as a stage.
 *
 * <p>The movement up is {@code high - high before} where that is positive and larger than the movement down, else 0;
 * down is mirrored. The sums start with the first n movements ({@link AdxSeed#TALIB}: n-1) and go on as
 * {@code s = s - s/n + x}; what falls below 1e-200 becomes 0. The questions speak of the sums last worked out.
 */
final class DirectionalSums implements Stage {
    private final int n;
    private final int seeding;

    private int count;
    private double highBefore;
    private double lowBefore;
    private double closeBefore;
    private double plusSum;
    private double minusSum;
    private double rangeSum;

    private double nextPlus;
    private double nextMinus;
    private double nextRange;

    DirectionalSums(int n, AdxSeed seed) {
        this.n = n;
        this.seeding = switch (seed) {
            case N -> n;
            case TALIB -> n - 1;
        };
    }

    /** Takes a bar; answers whether n movements were seen. {@code count} counts bars, at most n + 1. */
    boolean next(Bar bar, boolean keep) {
        boolean first = count == 0;
        double up = bar.high() - highBefore;
        double down = lowBefore - bar.low();
        nextPlus = first ? 0.0 : next(plusSum, ifLarger(up, down));
        nextMinus = first ? 0.0 : next(minusSum, ifLarger(down, up));
        nextRange = first ? 0.0 : next(rangeSum, AverageRange.trueRange(bar, closeBefore));
        boolean ready = count >= n;
        if (keep) {
            keep(bar);
        }
        return ready;
    }

    /**
     * The movement if it is positive and larger than the other, else 0.
     *
     * <p>Which one is larger cannot be foreseen, and a wrong guess costs more than the rest of the kernel; so the sign of
     * the difference, as a mask, takes the place of a jump.
     */
    private static double ifLarger(double movement, double other) {
        long mask = Double.doubleToRawLongBits(other - movement) >> 63;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(Math.max(movement, 0.0)) & mask);
    }

    private double next(double sum, double x) {
        double next = count <= seeding ? sum + x : sum - sum / n + x;
        return SeededAverage.floored(next);
    }

    private void keep(Bar bar) {
        plusSum = nextPlus;
        minusSum = nextMinus;
        rangeSum = nextRange;
        count = Math.min(count + 1, n + 1);
        highBefore = bar.high();
        lowBefore = bar.low();
        closeBefore = bar.close();
    }

    double plus() {
        return nextPlus;
    }

    double minus() {
        return nextMinus;
    }

    double range() {
        return nextRange;
    }

    @Override
    public int stateSize() {
        return 7;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(count);
        sink.putDouble(highBefore);
        sink.putDouble(lowBefore);
        sink.putDouble(closeBefore);
        sink.putDouble(plusSum);
        sink.putDouble(minusSum);
        sink.putDouble(rangeSum);
    }

    @Override
    public void restore(StateSource source) {
        count = (int) source.getLong();
        highBefore = source.getDouble();
        lowBefore = source.getDouble();
        closeBefore = source.getDouble();
        plusSum = source.getDouble();
        minusSum = source.getDouble();
        rangeSum = source.getDouble();
    }

    @Override
    public void reset() {
        count = 0;
        highBefore = 0.0;
        lowBefore = 0.0;
        closeBefore = 0.0;
        plusSum = 0.0;
        minusSum = 0.0;
        rangeSum = 0.0;
    }
}
