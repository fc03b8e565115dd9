package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * Tick or volume bars of one timeframe, one after the other, made of trades in the order in which they are taken.
 *
 * <p>A tick bar closes with its N-th trade, a volume bar with the trade that brings its volume to N or more; no trade is
 * split, and one closes at most one bar. Start and end are the times of its first and last trade by (event time,
 * sequence), and so are open and close its prices; its identity is its ordinal. A trade older than the end of the last
 * closed bar is late for these bars, whatever it is for others. Owned by one thread, allocates nothing.
 */
public final class CountedBar {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Timeframe timeframe;
    private final BarGrid grid;
    private final OpenBar open = new OpenBar();

    private long lastEnd = UNKNOWN;
    private long late;

    /**
     * A builder without trades.
     *
     * @param timeframe ticks or volume
     * @param grid where days of the instrument begin
     */
    public CountedBar(Timeframe timeframe, BarGrid grid) {
        if (timeframe.isTime()) {
            throw new IllegalArgumentException("expected ticks or volume: timeframe=" + timeframe);
        }
        this.timeframe = timeframe;
        this.grid = grid;
    }

    /** Takes a trade; answers whether it closes the bar, which {@link #close} then hands over before the next trade. */
    public boolean onTrade(long time, double price, double size) {
        if (time < lastEnd) {
            late++;
            return false;
        }
        if (!open.isOpen()) {
            open.begin(0, 0);
        }
        open.add(time, price, size);
        return isFull();
    }

    /** Fills {@code into} with the full bar, and begins the next. */
    public void close(ClosedBar into, long ordinal, long firstEvent) {
        long start = open.openTime();
        lastEnd = open.closeTime();
        into.time(start, lastEnd, ordinal, grid.day(start));
        open.read(into, false, start < firstEvent ? ClosedBar.FIRST : 0);
        open.clear();
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    /** Trades that were late for these bars. */
    public long late() {
        return late;
    }

    boolean isFull() {
        return open.isOpen()
                && switch (timeframe.kind()) {
                    case TICK -> open.events() >= timeframe.length();
                    case VOLUME -> open.volume() >= timeframe.length();
                    case TIME -> false;
                };
    }

    void save(StateSink sink) {
        sink.putLong(lastEnd);
        sink.putLong(late);
        open.save(sink);
    }

    void restore(StateSource source) {
        lastEnd = source.getLong();
        late = source.getLong();
        open.restore(source);
    }
}
