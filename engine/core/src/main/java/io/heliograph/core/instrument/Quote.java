package io.heliograph.core.instrument;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * The best bid and ask of one instrument; a side not seen yet is the canonical NaN.
 *
 * <p>Belongs to the core's thread.
 */
public final class Quote {
    private double bid = Double.NaN;
    private double bidSize = Double.NaN;
    private double ask = Double.NaN;
    private double askSize = Double.NaN;
    private long time = Long.MIN_VALUE;

    /** Takes a quote; a side whose price is NaN stays as it was. */
    public void update(long time, double bid, double bidSize, double ask, double askSize) {
        this.time = time;
        if (!Double.isNaN(bid)) {
            this.bid = bid;
            this.bidSize = bidSize;
        }
        if (!Double.isNaN(ask)) {
            this.ask = ask;
            this.askSize = askSize;
        }
    }

    void save(StateSink sink) {
        sink.putDouble(bid);
        sink.putDouble(bidSize);
        sink.putDouble(ask);
        sink.putDouble(askSize);
        sink.putLong(time);
    }

    void restore(StateSource source) {
        bid = source.getDouble();
        bidSize = source.getDouble();
        ask = source.getDouble();
        askSize = source.getDouble();
        time = source.getLong();
    }

    public double bid() {
        return bid;
    }

    public double bidSize() {
        return bidSize;
    }

    public double ask() {
        return ask;
    }

    public double askSize() {
        return askSize;
    }

    /** Half way between bid and ask; NaN before both sides were seen. */
    public double mid() {
        double sum = bid + ask;
        return sum == Double.POSITIVE_INFINITY ? bid / 2 + ask / 2 : sum / 2;
    }

    /** Time of the latest quote taken; {@code Long.MIN_VALUE} before the first. */
    public long time() {
        return time;
    }

    /** Whether somebody bids more than another asks. */
    public boolean isCrossed() {
        return bid > ask;
    }

    /** Whether somebody bids what another asks. */
    public boolean isLocked() {
        return bid == ask;
    }
}
