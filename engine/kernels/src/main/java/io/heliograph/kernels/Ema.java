package io.heliograph.kernels;

/**
 * Exponential moving average: {@code y += 2/(n+1) * (x - y)}.
 *
 * <p>{@link EmaSeed#SMA}: first at bar n-1 with the mean of the first n values. {@link EmaSeed#FIRST}: first at bar 0
 * with the first value. The factor is worked out once and multiplied by the difference, in this order.
 */
public final class Ema extends BaseKernel implements SeriesKernel {
    private final SeededAverage average;

    /** @param n period, 1 to 5000 */
    public Ema(int n, EmaSeed seed) {
        this(average(Period.check("n", n), seed), seed == EmaSeed.SMA ? n - 1 : 0, seed);
    }

    private Ema(SeededAverage average, int first, EmaSeed seed) {
        super(Signature.of(semanticId(seed), first, first + Signature.settling(average.factor())), average);
        this.average = average;
    }

    private static SeededAverage average(int n, EmaSeed seed) {
        return switch (seed) {
            case SMA -> SeededAverage.exponential(n);
            case FIRST -> SeededAverage.exponentialFromFirst(n);
        };
    }

    private static String semanticId(EmaSeed seed) {
        return switch (seed) {
            case SMA -> "ema/sma/1";
            case FIRST -> "ema/first/1";
        };
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
        into.set(0, average.next(x, keep), flat);
    }
}
