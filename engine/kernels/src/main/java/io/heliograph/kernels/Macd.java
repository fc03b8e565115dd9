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
    private static final int ALL = 0b111;

    private final Averages averages;

    /**
     * @param fast period, 1 to 5000, less than {@code slow}
     * @param slow period, 1 to 5000
     * @param signal period of the line's average, 1 to 5000
     */
    public Macd(int fast, int slow, int signal, MacdStart start) {
        this(
                new Averages(
                        Period.check("fast", fast),
                        Period.check("slow", slow),
                        Period.check("signal", signal),
                        start == MacdStart.SLOW ? slow - fast : 0),
                signature(fast, slow, signal, start));
    }

    private Macd(Averages averages, Signature signature) {
        super(signature, averages);
        this.averages = averages;
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
        answer(x, flat, true, committed);
    }

    @Override
    public void peek(double x, boolean flat, Outputs into) {
        answer(x, flat, false, into);
    }

    private void answer(double x, boolean flat, boolean keep, Outputs into) {
        averages.next(x, keep);
        double line = averages.line();
        double average = averages.average();
        into.put(LINE, line);
        into.put(SIGNAL, average);
        into.put(HISTOGRAM, line - average);
        into.mark(flat ? ALL : 0);
    }

    /**
     * The three exponential averages in one object, so that the compiler can hold them in registers; each starts as
     * {@link SeededAverage} does. A bar at which one of them overflows is not kept.
     */
    private static final class Averages implements Stage {
        private final int fastPeriod;
        private final int slowPeriod;
        private final int signalPeriod;
        private final int headStart;
        private final double fastFactor;
        private final double slowFactor;
        private final double signalFactor;

        /** Bars taken, no more than matter. */
        private int count;

        private double fast;
        private double slow;
        private double signal;

        private double nextLine;
        private double nextSignal;

        /** @param headStart values that the slow average sees before the fast one is fed */
        private Averages(int fast, int slow, int signal, int headStart) {
            this.fastPeriod = fast;
            this.slowPeriod = slow;
            this.signalPeriod = signal;
            this.headStart = headStart;
            this.fastFactor = 2.0 / (fast + 1);
            this.slowFactor = 2.0 / (slow + 1);
            this.signalFactor = 2.0 / (signal + 1);
        }

        private void next(double x, boolean keep) {
            double fastBefore = fast;
            double slowBefore = slow;
            double signalBefore = signal;
            int seen = count;
            double f = step(fastBefore, x, seen - headStart, fastPeriod, fastFactor);
            double s = step(slowBefore, x, seen, slowPeriod, slowFactor);
            double line = f - s;
            double g = step(signalBefore, line, seen - slowPeriod + 1, signalPeriod, signalFactor);
            boolean finite = Math.abs(line) <= Double.MAX_VALUE && Math.abs(g) <= Double.MAX_VALUE;
            if (keep) {
                fast = finite ? f : fastBefore;
                slow = finite ? s : slowBefore;
                signal = finite ? g : signalBefore;
                count = finite ? Math.min(seen + 1, slowPeriod + signalPeriod) : seen;
            }
            nextLine = seen < slowPeriod - 1 ? Double.NaN : line;
            nextSignal = seen < slowPeriod + signalPeriod - 2 ? Double.NaN : g;
        }

        /** @param seen values it took before, negative while it is not fed */
        private static double step(double value, double x, int seen, int period, double factor) {
            if (seen >= period) {
                return value + factor * (x - value);
            }
            double sum = seen < 0 ? 0.0 : value + x;
            return seen == period - 1 ? sum / period : sum;
        }

        private double line() {
            return nextLine;
        }

        private double average() {
            return nextSignal;
        }

        @Override
        public int stateSize() {
            return 4;
        }

        @Override
        public void save(StateSink sink) {
            sink.putLong(count);
            sink.putDouble(fast);
            sink.putDouble(slow);
            sink.putDouble(signal);
        }

        @Override
        public void restore(StateSource source) {
            count = (int) source.getLong();
            fast = source.getDouble();
            slow = source.getDouble();
            signal = source.getDouble();
        }

        @Override
        public void reset() {
            count = 0;
            fast = 0.0;
            slow = 0.0;
            signal = 0.0;
        }
    }
}
