package io.heliograph.server.sequencer;

import com.google.protobuf.Timestamp;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.Quote;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;

/** Events of the market for tests; times are in seconds after {@link Harness#NOON}. */
public final class Market {
    private static final long SECOND = 1_000_000_000L;

    private Market() {}

    public static MarketEvent trade(long sequence, String symbol, double seconds, double price) {
        return trade(sequence, symbol, seconds, price, 1);
    }

    public static MarketEvent trade(long sequence, String symbol, double seconds, double price, double size) {
        return MarketEvent.newBuilder()
                .setSourceSequence(sequence)
                .setTrade(Trade.newBuilder()
                        .setSymbol(symbol)
                        .setTime(time(seconds))
                        .setPrice(price)
                        .setSize(size))
                .build();
    }

    public static MarketEvent quote(long sequence, String symbol, double seconds, double bid, double ask) {
        return MarketEvent.newBuilder()
                .setSourceSequence(sequence)
                .setQuote(Quote.newBuilder()
                        .setSymbol(symbol)
                        .setTime(time(seconds))
                        .setBid(QuoteSide.newBuilder().setPrice(bid).setSize(1))
                        .setAsk(QuoteSide.newBuilder().setPrice(ask).setSize(1)))
                .build();
    }

    public static MarketEvent bar(long sequence, String timeframe, double open, double high, double low, double close) {
        return MarketEvent.newBuilder()
                .setSourceSequence(sequence)
                .setBar(PublishedBar.newBuilder()
                        .setSymbol("SPY")
                        .setTimeframe(timeframe)
                        .setStartTime(time(-3_600))
                        .setOpen(open)
                        .setHigh(high)
                        .setLow(low)
                        .setClose(close))
                .build();
    }

    public static MarketEvent watermark(double seconds) {
        return MarketEvent.newBuilder()
                .setWatermark(Watermark.newBuilder().setTime(time(seconds)))
                .build();
    }

    public static MarketEvent watermark(String symbol, double seconds) {
        return MarketEvent.newBuilder()
                .setWatermark(Watermark.newBuilder().setSymbol(symbol).setTime(time(seconds)))
                .build();
    }

    public static Timestamp time(double seconds) {
        long nanos = Harness.NOON + Math.round(seconds * SECOND);
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, SECOND))
                .setNanos((int) Math.floorMod(nanos, SECOND))
                .build();
    }
}
