package io.heliograph.kernels;

/**
 * Kaufman's adaptive moving average: an exponential average that is fast while the price goes straight.
 *
 * <p>{@code efficiency = |x - x[n]| / sum of the last n |x - x[1]|}, 1 when that path is 0;
 * {@code factor = (efficiency * (2/(fast+1) - 2/(slow+1)) + 2/(slow+1))^2}; {@code y += factor * (x - y)}. First at bar n,
 * starting from the value at bar n-1 (TA-Lib). CONVERGED is counted with the smallest factor. Source: Perry Kaufman 1998.
 */
public final class Kama extends BaseKernel implements SeriesKernel {
    private final double range;
    private final double least;
    private final Delay delay;
    private final Previous before;
    private final WindowSum path;
    private final Previous average;

    /**
     * @param n period, 1 to 5000
     * @param fast period of the fastest average, 1 to 5000, less than {@code slow}
     * @param slow period of the slowest average, 1 to 5000
     */
    public Kama(int n, int fast, int slow) {
        this(
                signature(Period.check("n", n), Period.check("fast", fast), Period.check("slow", slow)),
                2.0 / (fast + 1),
                2.0 / (slow + 1),
                new Delay(n),
                new Previous(),
                WindowSum.of(n),
                new Previous());
    }

    private Kama(
            Signature signature,
            double fastest,
            double least,
            Delay delay,
            Previous before,
            WindowSum path,
            Previous average) {
        super(signature, delay, before, path, average);
        this.range = fastest - least;
        this.least = least;
        this.delay = delay;
        this.before = before;
        this.path = path;
        this.average = average;
    }

    private static Signature signature(int n, int fast, int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException("fast must be less than slow: fast=" + fast + " slow=" + slow);
        }
        double least = 2.0 / (slow + 1);
        return Signature.of("kama/talib/1", n, n + Signature.settling(least * least));
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
        double start = delay.next(x, flat, keep);
        double last = before.next(x, keep);
        double walked = Double.isNaN(last) ? Double.NaN : path.next(Math.abs(x - last), keep);
        if (Double.isNaN(start)) {
            into.clear();
            return;
        }
        double efficiency = walked == 0.0 ? 1.0 : Math.min(Math.abs(x - start) / walked, 1.0);
        double root = efficiency * range + least;
        double from = average.value();
        from = Double.isNaN(from) ? last : from;
        double y = from + root * root * (x - from);
        average.next(y, keep && Math.abs(y) <= Double.MAX_VALUE);
        into.set(0, y, flat);
    }
}
