package io.heliograph.kernels;

/**
 * Volume-weighted average price: {@code sum(hlc3 * volume) / sum(volume)} from a start that may be renewed.
 *
 * <p>{@link #daily()} starts anew at the first bar of each of the instrument's days and is READY and CONVERGED at once;
 * {@link #cumulative()} never starts anew and never converges. Undefined until a bar since the start had volume.
 * {@code hlc3 = (high + low + close) / 3}. A bar with which a sum would overflow has no value and enters neither sum.
 */
public final class Vwap extends BaseKernel implements BarKernel {
    private final boolean daily;
    private final Anchor anchor;
    private final Total money;
    private final Total volume;

    private Vwap(boolean daily, Signature signature, Anchor anchor, Total money, Total volume) {
        super(signature, anchor, money, volume);
        this.daily = daily;
        this.anchor = anchor;
        this.money = money;
        this.volume = volume;
    }

    /** Since the first bar of the day. */
    public static Vwap daily() {
        return new Vwap(true, Signature.of("vwap/day/1", 0, 0), new Anchor(), new Total(), new Total());
    }

    /** Since the first bar of all. */
    public static Vwap cumulative() {
        return new Vwap(false, Signature.of("vwap_cum/hlc3/1", 0, -1), new Anchor(), new Total(), new Total());
    }

    static double typical(Bar bar) {
        return (bar.high() + bar.low() + bar.close()) / 3.0;
    }

    @Override
    public void update(Bar bar) {
        answer(bar, true, committed);
    }

    @Override
    public void peek(Bar bar, Outputs into) {
        answer(bar, false, into);
    }

    private void answer(Bar bar, boolean keep, Outputs into) {
        long day = daily ? bar.day() : 0L;
        boolean starts = anchor.startsAt(day);
        double m = (starts ? 0.0 : money.value()) + typical(bar) * bar.volume();
        double v = (starts ? 0.0 : volume.value()) + bar.volume();
        if (!Double.isFinite(m) || !Double.isFinite(v)) {
            into.undefine(0);
            return;
        }
        if (keep) {
            anchor.keep(day);
            money.keep(m);
            volume.keep(v);
        }
        into.set(0, v == 0.0 ? Double.NaN : m / v, false);
    }

    /** The day that is being summed. */
    private static final class Anchor implements Stage {
        private boolean begun;
        private long day;

        boolean startsAt(long next) {
            return !begun || day != next;
        }

        void keep(long next) {
            begun = true;
            day = next;
        }

        @Override
        public int stateSize() {
            return 2;
        }

        @Override
        public void save(StateSink sink) {
            sink.putLong(begun ? 1 : 0);
            sink.putLong(day);
        }

        @Override
        public void restore(StateSource source) {
            begun = source.getLong() != 0;
            day = source.getLong();
        }

        @Override
        public void reset() {
            begun = false;
            day = 0;
        }
    }
}
