package io.heliograph.client;

import com.google.protobuf.Timestamp;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.Quote;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;
import java.time.Instant;

/**
 * Market events as the wire has them, made from plain values; the engine checks them and refuses what is wrong.
 *
 * <p>Times are nanoseconds since the epoch or {@link Instant}s; prices are in the instrument's currency, sizes and volumes in
 * its units. The events have no source sequence: {@link #numbered} gives one, or the {@link Publisher} does.
 *
 * <p>Pure functions; any thread.
 */
public final class MarketEvents {
    private MarketEvents() {}

    /** An execution. */
    public static MarketEvent trade(String symbol, long timeNanos, double price, double size) {
        return trade(symbol, Nanos.toTimestamp(timeNanos), price, size);
    }

    /** An execution. */
    public static MarketEvent trade(String symbol, Instant time, double price, double size) {
        return trade(symbol, Nanos.toTimestamp(time), price, size);
    }

    /** A best bid and ask; a side whose price is NaN is left out, which means that it stays as it was. */
    public static MarketEvent quote(
            String symbol, long timeNanos, double bid, double bidSize, double ask, double askSize) {
        return quote(symbol, Nanos.toTimestamp(timeNanos), bid, bidSize, ask, askSize);
    }

    /** A best bid and ask; a side whose price is NaN is left out, which means that it stays as it was. */
    public static MarketEvent quote(
            String symbol, Instant time, double bid, double bidSize, double ask, double askSize) {
        return quote(symbol, Nanos.toTimestamp(time), bid, bidSize, ask, askSize);
    }

    /** A finished bar that starts at a time; a volume of NaN is left out, which counts as 0. */
    public static MarketEvent bar(
            String symbol,
            String timeframe,
            long startNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        return bar(symbol, timeframe, Nanos.toTimestamp(startNanos), open, high, low, close, volume);
    }

    /** A finished bar that starts at a time; a volume of NaN is left out, which counts as 0. */
    public static MarketEvent bar(
            String symbol,
            String timeframe,
            Instant start,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        return bar(symbol, timeframe, Nanos.toTimestamp(start), open, high, low, close, volume);
    }

    /** The promise that nothing before a time is still to come, for every instrument the source has published. */
    public static MarketEvent watermark(long timeNanos) {
        return watermark(Watermark.newBuilder().setTime(Nanos.toTimestamp(timeNanos)));
    }

    /** The promise that nothing before a time is still to come, for every instrument the source has published. */
    public static MarketEvent watermark(Instant time) {
        return watermark(Watermark.newBuilder().setTime(Nanos.toTimestamp(time)));
    }

    /** The promise that nothing of one instrument before a time is still to come. */
    public static MarketEvent watermark(String symbol, long timeNanos) {
        return watermark(Watermark.newBuilder().setSymbol(symbol).setTime(Nanos.toTimestamp(timeNanos)));
    }

    /** The promise that nothing of one instrument before a time is still to come. */
    public static MarketEvent watermark(String symbol, Instant time) {
        return watermark(Watermark.newBuilder().setSymbol(symbol).setTime(Nanos.toTimestamp(time)));
    }

    /** The same event with a number of its source, which must be at least 1. */
    public static MarketEvent numbered(long sourceSequence, MarketEvent event) {
        if (sourceSequence < 1) {
            throw new IllegalArgumentException("sourceSequence must be at least 1: sourceSequence=" + sourceSequence);
        }
        return event.toBuilder().setSourceSequence(sourceSequence).build();
    }

    private static MarketEvent trade(String symbol, Timestamp time, double price, double size) {
        return MarketEvent.newBuilder()
                .setTrade(Trade.newBuilder()
                        .setSymbol(symbol)
                        .setTime(time)
                        .setPrice(price)
                        .setSize(size))
                .build();
    }

    private static MarketEvent quote(
            String symbol, Timestamp time, double bid, double bidSize, double ask, double askSize) {
        Quote.Builder quote = Quote.newBuilder().setSymbol(symbol).setTime(time);
        if (!Double.isNaN(bid)) {
            quote.setBid(QuoteSide.newBuilder().setPrice(bid).setSize(bidSize));
        }
        if (!Double.isNaN(ask)) {
            quote.setAsk(QuoteSide.newBuilder().setPrice(ask).setSize(askSize));
        }
        return MarketEvent.newBuilder().setQuote(quote).build();
    }

    private static MarketEvent bar(
            String symbol,
            String timeframe,
            Timestamp start,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        PublishedBar.Builder bar = PublishedBar.newBuilder()
                .setSymbol(symbol)
                .setTimeframe(timeframe)
                .setStartTime(start)
                .setOpen(open)
                .setHigh(high)
                .setLow(low)
                .setClose(close);
        if (!Double.isNaN(volume)) {
            bar.setVolume(volume);
        }
        return MarketEvent.newBuilder().setBar(bar).build();
    }

    private static MarketEvent watermark(Watermark.Builder watermark) {
        return MarketEvent.newBuilder().setWatermark(watermark).build();
    }
}
