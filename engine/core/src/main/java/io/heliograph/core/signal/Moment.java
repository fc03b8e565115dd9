package io.heliograph.core.signal;

import io.heliograph.core.Cause;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * When something was concluded: a copy of the closed bar's place and of the event that closed it.
 *
 * <p>Bar and cause are flyweights that move on before the outputs are written; this stays. Belongs to the core's
 * thread.
 */
public final class Moment {
    private long cause;
    private long receiveTime;
    private long eventTime;
    private long barStart;
    private long barEnd;
    private long barOrdinal;
    private double close;

    public void set(ClosedBar bar, Cause by) {
        set(by);
        barStart = bar.start();
        barEnd = bar.end();
        barOrdinal = bar.ordinal();
        close = bar.close();
    }

    /** Stays at the bar, for another cause. */
    public void set(Cause by) {
        cause = by.sequence();
        receiveTime = by.receiveTime();
        eventTime = by.eventTime();
    }

    public long cause() {
        return cause;
    }

    public long receiveTime() {
        return receiveTime;
    }

    public long eventTime() {
        return eventTime;
    }

    public long barStart() {
        return barStart;
    }

    public long barEnd() {
        return barEnd;
    }

    public long barOrdinal() {
        return barOrdinal;
    }

    public double close() {
        return close;
    }

    /** The bar's place in a timeframe that counts {@code kind}: its end in nanoseconds, or its ordinal. */
    long place(boolean byTime) {
        return byTime ? barEnd : barOrdinal;
    }

    public void save(StateSink sink) {
        sink.putLong(cause);
        sink.putLong(receiveTime);
        sink.putLong(eventTime);
        sink.putLong(barStart);
        sink.putLong(barEnd);
        sink.putLong(barOrdinal);
        sink.putDouble(close);
    }

    public void restore(StateSource source) {
        cause = source.getLong();
        receiveTime = source.getLong();
        eventTime = source.getLong();
        barStart = source.getLong();
        barEnd = source.getLong();
        barOrdinal = source.getLong();
        close = source.getDouble();
    }
}
