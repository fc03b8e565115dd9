package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/** A larger time bar, made of closed smaller ones. */
final class Rollup {
    private final Timeframe timeframe;
    private final BarGrid grid;
    private final long notBefore;

    private long partLength;
    private boolean isAwaiting;
    private boolean open;
    private long start;
    private long end;
    private double openPrice;
    private double high;
    private double low;
    private double close;
    private double volume;
    private double notional;
    private long trades;
    private boolean filled;

    /** {@code notBefore}: bars that start before it are not whole, so they are not made. */
    Rollup(Timeframe timeframe, BarGrid grid, long notBefore) {
        this.timeframe = timeframe;
        this.grid = grid;
        this.notBefore = notBefore;
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /** Whether it is made of bars of this timeframe; the first of which it can be made decides. */
    boolean takes(Timeframe part) {
        if (partLength == 0 && grid.isMadeOf(timeframe, part)) {
            partLength = part.length();
        }
        return part.length() == partLength;
    }

    /** End of the bar that holds the time. */
    long endHolding(long time) {
        return grid.start(time, timeframe.length()) + timeframe.length();
    }

    /** Whether it waits for one more part, so that no time closes it; between two events it never does. */
    void await(boolean isAwaiting) {
        this.isAwaiting = isAwaiting;
    }

    /** Takes a smaller bar; it goes into the bar that holds its start. */
    void add(ClosedBar part) {
        if (!open) {
            begin(part);
            return;
        }
        high = Math.max(high, part.high());
        low = Math.min(low, part.low());
        close = part.close();
        volume = Math.min(volume + part.volume(), Double.MAX_VALUE);
        notional += part.wap() * part.volume();
        trades = trades < 0 || part.trades() < 0 ? -1 : trades + part.trades();
        filled &= part.isFilled();
    }

    boolean isOpen() {
        return open;
    }

    long end() {
        return end;
    }

    /** The end that time can reach; {@link OpenBars#NEVER} where none is open, or it waits. */
    long nextEnd() {
        return open && !isAwaiting ? end : OpenBars.NEVER;
    }

    /** Closes the bar into {@code into}; {@code firstEvent} is the time of the instrument's first event. */
    void close(ClosedBar into, long ordinal, long firstEvent) {
        double wap = notional / volume;
        int flags = (start < firstEvent ? ClosedBar.FIRST : 0) | (filled ? ClosedBar.FILLED : 0);
        into.time(start, end, ordinal, grid.day(start))
                .prices(openPrice, high, low, close)
                .volume(volume, Double.isFinite(wap) ? wap : Double.NaN, trades, flags);
        open = false;
    }

    void save(StateSink sink) {
        sink.putLong(partLength);
        sink.putLong(open ? 1 : 0);
        sink.putLong(start);
        sink.putLong(end);
        sink.putDouble(openPrice);
        sink.putDouble(high);
        sink.putDouble(low);
        sink.putDouble(close);
        sink.putDouble(volume);
        sink.putDouble(notional);
        sink.putLong(trades);
        sink.putLong(filled ? 1 : 0);
    }

    void restore(StateSource source) {
        partLength = source.getLong();
        open = source.getLong() != 0;
        start = source.getLong();
        end = source.getLong();
        openPrice = source.getDouble();
        high = source.getDouble();
        low = source.getDouble();
        close = source.getDouble();
        volume = source.getDouble();
        notional = source.getDouble();
        trades = source.getLong();
        filled = source.getLong() != 0;
    }

    long notBefore() {
        return notBefore;
    }

    private void begin(ClosedBar part) {
        long first = grid.start(part.start(), timeframe.length());
        if (first < notBefore) {
            return;
        }
        open = true;
        start = first;
        end = first + timeframe.length();
        openPrice = part.open();
        high = part.high();
        low = part.low();
        close = part.close();
        volume = part.volume();
        // A part without a weighted price is NaN and stays so: the whole then has none either.
        notional = part.wap() * part.volume();
        trades = part.trades();
        filled = part.isFilled();
    }
}
