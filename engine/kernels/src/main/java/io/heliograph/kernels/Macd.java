package io.heliograph.kernels;

/**
 * Moving average convergence and divergence: fast minus slow exponential average, and the average of that.
 *
 * <p>line = fast - slow, first at bar slow-1; signal = exponential average of the line, first signal-1 bars later;
 * histogram = line - signal. All averages start at the mean of their first values; {@link MacdStart} says where the fast
 * one starts. Source: Gerald Appel 1979.
 */
public final class Macd extends BaseKernel implements SeriesKernel {
    private static final int LINE = 0;
    private static final int SIGNAL = 1;
    private static final int HISTOGRAM = 2;

    /** Values that the slow average sees before the fast one is fed. */
    private final int headStart;

    private final SeededAverage fast;
    private final SeededAverage slow;
    private final SeededAverage signal;

    /**
     * @param fast period, 1 to 5000, less than {@code slow}
     * @param slow period, 1 to 5000
     * @param signal period of the line's average, 1 to 5000
     */
    public Macd(int fast, int slow, int signal, MacdStart start) {
        this(
                SeededAverage.exponential(Period.check("fast", fast)),
                SeededAverage.exponential(Period.check("slow", slow)),
                SeededAverage.exponential(Period.check("signal", signal)),
                start == MacdStart.SLOW ? slow - fast : 0,
                signature(fast, slow, signal, start));
    }

    private Macd(SeededAverage fast, SeededAverage slow, SeededAverage signal, int headStart, Signature signature) {
        super(signature, fast, slow, signal);
        this.fast = fast;
        this.slow = slow;
        this.signal = signal;
        this.headStart = headStart;
    }

    private static Signature signature(int fast, int slow, int signal, MacdStart start) {
        if (fast >= slow) {
            throw new IllegalArgumentException("fast must be less than slow: fast=" + fast + " slow=" + slow);
        }
        String semanticId = switch (start) {
            case OWN -> "macd/own/1";
            case SLOW -> "macd/slow/1";
        };
        int line = slow - 1;
        int rest = line + signal - 1;
        int lineSettling = Signature.settling(2.0 / (slow + 1));
        int settling = lineSettling + Signature.settling(2.0 / (signal + 1));
        return new Signature(
                semanticId, new String[] {"line", "signal", "histogram"}, new int[] {line, rest, rest}, new int[] {
                    line + lineSettling, rest + settling, rest + settling
                });
    }

    @Override
    public void update(double x, boolean flat) {
        countBar();
        answer(x, flat, true, committed);
    }

    @Override
    public void peek(double x, boolean flat, Outputs into) {
        answer(x, flat, false, into);
    }

    private void answer(double x, boolean flat, boolean keep, Outputs into) {
        boolean fed = slow.count() >= headStart;
        double s = slow.next(x, keep);
        double f = fed ? fast.next(x, keep) : Double.NaN;
        double line = f - s;
        into.set(LINE, line, flat);
        double average = Double.isNaN(line) ? Double.NaN : signal.next(line, keep);
        into.set(SIGNAL, average, flat);
        into.set(HISTOGRAM, line - average, flat);
    }
}
