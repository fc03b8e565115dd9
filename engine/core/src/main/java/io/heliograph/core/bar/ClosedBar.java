package io.heliograph.core.bar;

/**
 * One closed bar {@code [start, end)}: filled, read, and let go.
 *
 * <p>Times are nanoseconds since 1970-01-01T00:00Z. Belongs to the core's thread.
 */
public final class ClosedBar {
    /** Flag: starts before the instrument's first event. The bits are those of {@code BarFlags} in the records. */
    public static final int FIRST = 1;

    /** Flag: nobody traded; the last close stands in. */
    public static final int FILLED = 2;

    private long start;
    private long end;
    private long ordinal;
    private long day;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private double wap;
    private long trades;
    private int flags;

    /** Fills in when it was: {@code ordinal} counts from 0, {@code day} is as {@link #day()}. */
    public ClosedBar time(long start, long end, long ordinal, long day) {
        this.start = start;
        this.end = end;
        this.ordinal = ordinal;
        this.day = day;
        return this;
    }

    /** Fills in what was paid. */
    public ClosedBar prices(double open, double high, double low, double close) {
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        return this;
    }

    /** Fills in how much was traded, and how. */
    public ClosedBar volume(double volume, double wap, long trades, int flags) {
        this.volume = volume;
        this.wap = wap;
        this.trades = trades;
        this.flags = flags;
        return this;
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    /** Closed bars of this instrument and timeframe before it. */
    public long ordinal() {
        return ordinal;
    }

    /** Number of the instrument's trading day that holds the start; only its change means something. */
    public long day() {
        return day;
    }

    public double open() {
        return open;
    }

    public double high() {
        return high;
    }

    public double low() {
        return low;
    }

    public double close() {
        return close;
    }

    public double volume() {
        return volume;
    }

    /** Volume-weighted price; the canonical NaN where the bar has none. */
    public double wap() {
        return wap;
    }

    /** Trades in it; -1 where a published bar does not say. */
    public long trades() {
        return trades;
    }

    /** {@link #FIRST} and {@link #FILLED}, as bits. */
    public int flags() {
        return flags;
    }

    public boolean isFirst() {
        return (flags & FIRST) != 0;
    }

    public boolean isFilled() {
        return (flags & FILLED) != 0;
    }
}
