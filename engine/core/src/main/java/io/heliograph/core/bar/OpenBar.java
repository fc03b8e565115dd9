package io.heliograph.core.bar;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * A bar that trades, or prices of quotes, still go into.
 *
 * <p>Open and close are the prices of the first and last of them by (event time, sequence); sums run in the order of
 * sequences. What comes from quotes has neither volume nor trades.
 */
final class OpenBar {
    private long start;
    private long end;
    private long openTime;
    private long closeTime;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private double notional;
    private long events;

    void begin(long start, long end) {
        this.start = start;
        this.end = end;
        this.volume = 0.0;
        this.notional = 0.0;
        this.events = 0;
    }

    /** Takes a trade, or a quote's price with size 0; of two with the same time the one taken later closes. */
    void add(long time, double price, double size) {
        if (events == 0) {
            openTime = time;
            closeTime = time;
            open = price;
            high = price;
            low = price;
            close = price;
        } else {
            high = Math.max(high, price);
            low = Math.min(low, price);
            if (time < openTime) {
                openTime = time;
                open = price;
            }
            if (time >= closeTime) {
                closeTime = time;
                close = price;
            }
        }
        volume = Math.min(volume + size, Double.MAX_VALUE);
        notional += price * size;
        events++;
    }

    boolean isOpen() {
        return events > 0;
    }

    /** Trades, or prices of quotes, taken. */
    long events() {
        return events;
    }

    double volume() {
        return volume;
    }

    /** Time of the earliest of them. */
    long openTime() {
        return openTime;
    }

    /** Time of the latest of them. */
    long closeTime() {
        return closeTime;
    }

    void clear() {
        events = 0;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    void read(ClosedBar into, boolean isQuoted, int flags) {
        into.prices(open, high, low, close).volume(volume, wap(), isQuoted ? -1 : events, flags);
    }

    void save(StateSink sink) {
        sink.putLong(start);
        sink.putLong(end);
        sink.putLong(openTime);
        sink.putLong(closeTime);
        sink.putDouble(open);
        sink.putDouble(high);
        sink.putDouble(low);
        sink.putDouble(close);
        sink.putDouble(volume);
        sink.putDouble(notional);
        sink.putLong(events);
    }

    void restore(StateSource source) {
        start = source.getLong();
        end = source.getLong();
        openTime = source.getLong();
        closeTime = source.getLong();
        open = source.getDouble();
        high = source.getDouble();
        low = source.getDouble();
        close = source.getDouble();
        volume = source.getDouble();
        notional = source.getDouble();
        events = source.getLong();
    }

    private double wap() {
        double wap = notional / volume;
        return Double.isFinite(wap) ? wap : Double.NaN;
    }
}
