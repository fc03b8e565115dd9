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
    private long bidTime = Long.MIN_VALUE;
    private long askTime = Long.MIN_VALUE;
    private long time = Long.MIN_VALUE;

    /** Takes a quote; a side whose price is NaN stays as it was, and so does one that a newer quote told. */
    public void update(long time, double bid, double bidSize, double ask, double askSize) {
        this.time = Math.max(this.time, time);
        if (!Double.isNaN(bid) && time >= bidTime) {
            this.bidTime = time;
            this.bid = bid;
            this.bidSize = bidSize;
        }
        if (!Double.isNaN(ask) && time >= askTime) {
            this.askTime = time;
            this.ask = ask;
            this.askSize = askSize;
        }
    }

    void save(StateSink sink) {
        sink.putDouble(bid);
        sink.putDouble(bidSize);
        sink.putDouble(ask);
        sink.putDouble(askSize);
        sink.putLong(bidTime);
        sink.putLong(askTime);
        sink.putLong(time);
    }

    void restore(StateSource source) {
        bid = source.getDouble();
        bidSize = source.getDouble();
        ask = source.getDouble();
        askSize = source.getDouble();
        bidTime = source.getLong();
        askTime = source.getLong();
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
        return mid(bid, ask);
    }

    /** Half way between the sides that a quote told; the latest one stands in for a side that is NaN. */
    double mid(double toldBid, double toldAsk) {
        double low = Double.isNaN(toldBid) ? bid : toldBid;
        double high = Double.isNaN(toldAsk) ? ask : toldAsk;
        double sum = low + high;
        return sum == Double.POSITIVE_INFINITY ? low / 2 + high / 2 : sum / 2;
    }

    /** Latest time of a quote taken; {@code Long.MIN_VALUE} before the first. */
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
