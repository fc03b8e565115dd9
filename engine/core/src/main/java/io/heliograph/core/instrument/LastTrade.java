package io.heliograph.core.instrument;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * The trade of one instrument that came last, in the order of the log; nothing is built from it.
 *
 * <p>Belongs to the core's thread.
 */
public final class LastTrade {
    private long time = Long.MIN_VALUE;
    private double price;
    private double size;

    /** Takes a trade. */
    public void update(long time, double price, double size) {
        this.time = time;
        this.price = price;
        this.size = size;
    }

    void save(StateSink sink) {
        sink.putLong(time);
        sink.putDouble(price);
        sink.putDouble(size);
    }

    void restore(StateSource source) {
        time = source.getLong();
        price = source.getDouble();
        size = source.getDouble();
    }

    /** Nanoseconds since the epoch; {@code Long.MIN_VALUE} before the first trade. */
    public long time() {
        return time;
    }

    public double price() {
        return price;
    }

    public double size() {
        return size;
    }
}
