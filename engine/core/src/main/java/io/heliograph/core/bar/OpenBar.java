package io.heliograph.core.bar;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * A base bar that trades still go into.
 *
 * <p>Open and close are the prices of the first and last trade by (event time, sequence); sums run in the order of
 * sequences.
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
    private long trades;

    void begin(long start, long end) {
        this.start = start;
        this.end = end;
        this.volume = 0.0;
        this.notional = 0.0;
        this.trades = 0;
    }

    /** Takes a trade; of two with the same time the one taken later closes. */
    void add(long time, double price, double size) {
        if (trades == 0) {
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
        trades++;
    }

    boolean isOpen() {
        return trades > 0;
    }

    void clear() {
        trades = 0;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    void read(ClosedBar into, int flags) {
        into.prices(open, high, low, close).volume(volume, wap(), trades, flags);
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
        sink.putLong(trades);
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
        trades = source.getLong();
    }

    private double wap() {
        double wap = notional / volume;
        return Double.isFinite(wap) ? wap : Double.NaN;
    }
}
