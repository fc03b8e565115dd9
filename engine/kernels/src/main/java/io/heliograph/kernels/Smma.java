package io.heliograph.kernels;

/**
 * Wilder's smoothed average: {@code y += (1/n) * (x - y)}, first at bar n-1 with the mean of the first n values.
 *
 * <p>Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
 */
public final class Smma extends BaseKernel implements SeriesKernel {
    private final SeededAverage average;

    /** @param n period, 1 to 5000 */
    public Smma(int n) {
        this(SeededAverage.wilder(Period.check("n", n)), n - 1);
    }

    private Smma(SeededAverage average, int first) {
        super(Signature.of("smma/wilder/1", first, first + Signature.settling(average.factor())), average);
        this.average = average;
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
