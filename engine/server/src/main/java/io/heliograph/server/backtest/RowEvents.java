package io.heliograph.server.backtest;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.Timeframe;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowKind;
import io.heliograph.server.ingress.EventCheck;
import org.agrona.MutableDirectBuffer;

/** Checks rows by the rules of the door, and writes them as the events that a publisher of the file would cause. */
final class RowEvents {
    /** Far beyond any data, and the end of the longest bar from there is still a time. */
    private static final long LATEST_NS = Long.MAX_VALUE - 800 * Timeframe.DAY;

    private static final int LONGEST_SYMBOL = 32;
    private static final int NAMELESS = 0;

    private final EventCheck check = new EventCheck();

    private String symbol = "";
    private long eventTimeNs;

    /** ACCEPTED, or why the row cannot be an event. */
    Refusal check(MarketRow row) {
        symbol = row.symbol();
        Refusal refusal = switch (row.kind()) {
            case TRADE -> check.checkTrade(symbol, row.timeNs(), row.price(), row.size(), LATEST_NS);
            case QUOTE ->
                check.checkQuote(
                        symbol,
                        row.timeNs(),
                        row.bid(),
                        zeroIfNone(row.bidSize()),
                        row.ask(),
                        zeroIfNone(row.askSize()),
                        LATEST_NS);
            case BAR ->
                check.checkBar(
                        symbol,
                        row.timeframe(),
                        row.timeNs(),
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        row.volume(),
                        LATEST_NS);
        };
        if (refusal == Refusal.ACCEPTED) {
            eventTimeNs = row.timeNs() + (row.kind() == RowKind.BAR ? check.timeframe() : 0);
        }
        return refusal;
    }

    /** Writes the row that was checked last; answers the record's length. */
    int encode(MarketRow row, EventEncoder encoder, MutableDirectBuffer buffer, long receiveTime, int instrument) {
        return switch (row.kind()) {
            case TRADE ->
                encoder.trade(buffer, 0, receiveTime, 0, row.timeNs(), row.price(), row.size(), instrument, NAMELESS);
            case QUOTE ->
                encoder.quote(
                        buffer,
                        0,
                        receiveTime,
                        0,
                        row.timeNs(),
                        row.bid(),
                        sizeOf(row.bid(), row.bidSize()),
                        row.ask(),
                        sizeOf(row.ask(), row.askSize()),
                        instrument,
                        NAMELESS);
            case BAR ->
                encoder.bar(
                        buffer,
                        0,
                        receiveTime,
                        0,
                        row.timeNs(),
                        check.timeframe(),
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        row.volume(),
                        instrument,
                        NAMELESS);
        };
    }

    /** When the event of the row checked last happened; of a bar its end. */
    long eventTimeNs() {
        return eventTimeNs;
    }

    /** The symbol of the row checked last, as far as a refusal keeps it. */
    String shortSymbol() {
        return symbol.length() <= LONGEST_SYMBOL ? symbol : symbol.substring(0, LONGEST_SYMBOL);
    }

    /** What was expected and what was found; empty where the row can be an event. */
    String message() {
        return check.message();
    }

    /** A side without a price has no size; a dealer's feed has prices without sizes. */
    private static double sizeOf(double price, double size) {
        return Double.isNaN(price) ? Double.NaN : zeroIfNone(size);
    }

    private static double zeroIfNone(double size) {
        return Double.isNaN(size) ? 0 : size;
    }
}
