package io.heliograph.server.snapshot;

import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BarOrigin;
import io.heliograph.v1.BarsFrom;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.LastQuote;
import io.heliograph.v1.LastTrade;
import io.heliograph.v1.MarketSnapshot;
import io.heliograph.v1.QuoteSide;
import java.util.Set;

/** Makes messages of readings. Any thread that owns the reading. */
final class SnapshotMapper {
    private static final long SECOND = 1_000_000_000L;

    private SnapshotMapper() {}

    /**
     * The whole snapshot.
     *
     * @param timeframes whose closed bars are shown; empty = all
     */
    static MarketSnapshot snapshot(InstrumentReading reading, Set<Timeframe> timeframes) {
        MarketSnapshot.Builder snapshot = MarketSnapshot.newBuilder().setSymbol(reading.symbol());
        if (!reading.isKnown()) {
            Rejection unknown = unknown(reading.symbol());
            return snapshot.setStatus(StatusMapper.toMessage(unknown))
                    .setError(StatusMapper.toErrorInfo(unknown))
                    .build();
        }
        snapshot.setStatus(Status.getDefaultInstance())
                .setAsOfEvent(reading.event())
                .setBarsFrom(barsFrom(reading))
                .setLate(reading.late());
        if (hasTrade(reading)) {
            snapshot.setLastTrade(trade(reading));
        }
        if (hasQuote(reading)) {
            snapshot.setLastQuote(quote(reading));
        }
        if (reading.open() != null) {
            snapshot.setOpenBar(open(reading));
        }
        for (int i = 0; i < reading.closedCount(); i++) {
            if (timeframes.isEmpty() || timeframes.contains(reading.timeframe(i))) {
                snapshot.addClosedBars(closed(reading, i));
            }
        }
        if (reading.watermark() != Instrument.UNKNOWN) {
            snapshot.setWatermarkTime(timestamp(reading.watermark()));
        }
        return snapshot.build();
    }

    static boolean hasTrade(InstrumentReading reading) {
        return reading.tradeTime() != Instrument.UNKNOWN;
    }

    static boolean hasQuote(InstrumentReading reading) {
        return reading.quoteTime() != Instrument.UNKNOWN;
    }

    static LastTrade trade(InstrumentReading reading) {
        return LastTrade.newBuilder()
                .setTime(timestamp(reading.tradeTime()))
                .setPrice(reading.tradePrice())
                .setSize(reading.tradeSize())
                .build();
    }

    static LastQuote quote(InstrumentReading reading) {
        LastQuote.Builder quote = LastQuote.newBuilder().setTime(timestamp(reading.quoteTime()));
        if (!Double.isNaN(reading.bid())) {
            quote.setBid(side(reading.bid(), reading.bidSize()));
        }
        if (!Double.isNaN(reading.ask())) {
            quote.setAsk(side(reading.ask(), reading.askSize()));
        }
        return quote.build();
    }

    /** The newest open bar, where there is one. */
    static Bar open(InstrumentReading reading) {
        return bar(reading, reading.base(), reading.open(), Origin.BUILT);
    }

    /** The latest closed bar of {@link InstrumentReading#timeframe(int)}. */
    static Bar closed(InstrumentReading reading, int index) {
        return bar(reading, reading.timeframe(index), reading.closed(index), reading.origin(index));
    }

    private static Bar bar(InstrumentReading reading, Timeframe timeframe, ClosedBar bar, Origin origin) {
        Bar.Builder builder = Bar.newBuilder()
                .setSymbol(reading.symbol())
                .setTimeframe(timeframe.toString())
                .setStartTime(timestamp(bar.start()))
                .setEndTime(timestamp(bar.end()))
                .setOrdinal(bar.ordinal())
                .setOpen(bar.open())
                .setHigh(bar.high())
                .setLow(bar.low())
                .setClose(bar.close())
                .setVolume(bar.volume())
                .setOrigin(origin(origin))
                .setFirst(bar.isFirst())
                .setFilled(bar.isFilled());
        if (!Double.isNaN(bar.wap())) {
            builder.setWap(bar.wap());
        }
        if (bar.trades() >= 0) {
            builder.setTrades(bar.trades());
        }
        return builder.build();
    }

    static Rejection unknown(String symbol) {
        return new Rejection(ErrorReason.ERROR_REASON_INSTRUMENT_NOT_FOUND, "expected a known symbol: symbol=" + symbol)
                .with("symbol", symbol);
    }

    private static BarOrigin origin(Origin origin) {
        return switch (origin) {
            case BUILT -> BarOrigin.BAR_ORIGIN_BUILT;
            case PUBLISHED -> BarOrigin.BAR_ORIGIN_PUBLISHED;
            case ROLLED -> BarOrigin.BAR_ORIGIN_ROLLED;
            case NULL_VAL -> BarOrigin.BAR_ORIGIN_UNSPECIFIED;
        };
    }

    private static BarsFrom barsFrom(InstrumentReading reading) {
        return switch (reading.barsFrom()) {
            case AUTO, NULL_VAL -> BarsFrom.BARS_FROM_AUTO;
            case TRADES -> BarsFrom.BARS_FROM_TRADES;
            case BID -> BarsFrom.BARS_FROM_BID;
            case ASK -> BarsFrom.BARS_FROM_ASK;
            case MID -> BarsFrom.BARS_FROM_MID;
            case BARS -> BarsFrom.BARS_FROM_BARS;
        };
    }

    private static QuoteSide side(double price, double size) {
        // A size that a publisher did not know counts as 0.
        return QuoteSide.newBuilder()
                .setPrice(price)
                .setSize(Double.isNaN(size) ? 0 : size)
                .build();
    }

    private static Timestamp timestamp(long ns) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(ns, SECOND))
                .setNanos((int) Math.floorMod(ns, SECOND))
                .build();
    }
}
