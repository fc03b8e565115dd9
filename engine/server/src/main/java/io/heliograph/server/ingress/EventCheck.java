package io.heliograph.server.ingress;

import com.google.protobuf.Timestamp;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.Timeframe;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.Quote;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;

/**
 * Checks one event at a time and takes it apart; what was found stays until the next.
 *
 * <p>The rules are those of "Events at the door"; they hold for messages and for what is read from files alike. Used by one
 * thread at a time.
 */
public final class EventCheck {
    /** Bytes of a symbol. */
    static final int LONGEST_SYMBOL = 32;

    /** A message may repeat what the publisher sent, and a thousand of them travel together. */
    private static final int LONGEST_MESSAGE = 256;

    private static final String NOT_IN_SYMBOLS = ",\"'`*?!@";
    private static final long NANOS = 1_000_000_000L;
    private static final long LATEST_SECOND = Long.MAX_VALUE / NANOS - 1;
    private static final long UNREADABLE = Long.MIN_VALUE;

    private long latest;
    private int kind;
    private String symbol;
    private long time;
    private long timeframe;
    private final double[] values = new double[5];
    private Refusal refusal;
    private String message;

    /**
     * Checks an event.
     *
     * @param latestTime no event may be after it
     * @return ACCEPTED, or why it is refused
     */
    Refusal check(MarketEvent event, long latestTime) {
        begin(latestTime);
        switch (event.getEventCase()) {
            case TRADE -> trade(event.getTrade());
            case QUOTE -> quote(event.getQuote());
            case BAR -> bar(event.getBar());
            case WATERMARK -> watermark(event.getWatermark());
            case EVENT_NOT_SET -> {
                kind = RingRecord.REFUSED;
                refuse(Refusal.EVENT_EMPTY, "expected a trade, quote, bar or watermark, found none");
            }
        }
        return refusal;
    }

    /** Checks a trade; times in nanoseconds since the epoch, none may be after {@code latestTime}. */
    public Refusal checkTrade(String symbol, long timeNs, double price, double size, long latestTime) {
        begin(latestTime);
        kind = RingRecord.TRADE;
        symbol(symbol);
        time("time", timeNs);
        price("price", price);
        size("size", size);
        return refusal;
    }

    /** Checks a quote; a side whose price is NaN is not there. */
    public Refusal checkQuote(
            String symbol, long timeNs, double bid, double bidSize, double ask, double askSize, long latestTime) {
        begin(latestTime);
        kind = RingRecord.QUOTE;
        symbol(symbol);
        if (Double.isNaN(bid) && Double.isNaN(ask)) {
            refuse(Refusal.EVENT_EMPTY, "expected a bid, an ask or both, found none");
        }
        time("time", timeNs);
        if (!Double.isNaN(bid)) {
            price("bid.price", bid);
            size("bid.size", bidSize);
        }
        if (!Double.isNaN(ask)) {
            price("ask.price", ask);
            size("ask.size", askSize);
        }
        return refusal;
    }

    /** Checks a published bar; its timeframe is at {@link #timeframe()} afterwards. */
    public Refusal checkBar(
            String symbol,
            String timeframe,
            long startNs,
            double open,
            double high,
            double low,
            double close,
            double volume,
            long latestTime) {
        begin(latestTime);
        kind = RingRecord.BAR;
        symbol(symbol);
        this.timeframe = timeframe(timeframe);
        time("start_time", startNs);
        barNumbers(open, high, low, close, volume);
        return refusal;
    }

    /** Kind of the ring record. */
    int kind() {
        return kind;
    }

    /** As sent; empty for a watermark that names none. */
    String symbol() {
        return symbol;
    }

    /** Time of the event in nanoseconds since the epoch; of a bar its start. */
    long time() {
        return time;
    }

    /** Timeframe of a bar in nanoseconds. */
    public long timeframe() {
        return timeframe;
    }

    /** Number {@code i} of the doubles in the order of {@link RingRecord}. */
    double value(int i) {
        return values[i];
    }

    /** What was expected and what was found; empty where the event is accepted. */
    public String message() {
        return message;
    }

    private void begin(long latestTime) {
        latest = latestTime;
        refusal = Refusal.ACCEPTED;
        message = "";
        symbol = "";
        time = 0;
    }

    private void trade(Trade trade) {
        kind = RingRecord.TRADE;
        symbol(trade.getSymbol());
        time("time", trade.hasTime(), trade.getTime());
        price("price", trade.getPrice());
        size("size", trade.getSize());
        values[0] = trade.getPrice();
        values[1] = trade.getSize();
    }

    private void quote(Quote quote) {
        kind = RingRecord.QUOTE;
        symbol(quote.getSymbol());
        if (!quote.hasBid() && !quote.hasAsk()) {
            refuse(Refusal.EVENT_EMPTY, "expected a bid, an ask or both, found none");
        }
        time("time", quote.hasTime(), quote.getTime());
        side("bid", quote.hasBid(), quote.getBid(), 0);
        side("ask", quote.hasAsk(), quote.getAsk(), 2);
    }

    private void side(String name, boolean isThere, QuoteSide side, int at) {
        if (!isThere) {
            values[at] = Double.NaN;
            values[at + 1] = Double.NaN;
            return;
        }
        price(name + ".price", side.getPrice());
        size(name + ".size", side.getSize());
        values[at] = side.getPrice();
        values[at + 1] = side.getSize();
    }

    private void bar(PublishedBar bar) {
        kind = RingRecord.BAR;
        symbol(bar.getSymbol());
        timeframe = timeframe(bar.getTimeframe());
        time("start_time", bar.hasStartTime(), bar.getStartTime());
        barNumbers(bar.getOpen(), bar.getHigh(), bar.getLow(), bar.getClose(), bar.getVolume());
        values[0] = bar.getOpen();
        values[1] = bar.getHigh();
        values[2] = bar.getLow();
        values[3] = bar.getClose();
        values[4] = bar.getVolume();
    }

    private void barNumbers(double open, double high, double low, double close, double volume) {
        if (isAccepted() && time > latest - timeframe) {
            refuse(
                    Refusal.TIME_OUT_OF_RANGE,
                    "expected the end of the bar at most " + latest + ", found end=" + (time + timeframe));
        }
        price("open", open);
        price("high", high);
        price("low", low);
        price("close", close);
        size("volume", volume);
        if (isAccepted() && !(low <= open && low <= close && open <= high && close <= high)) {
            refuse(
                    Refusal.BAR_INCONSISTENT,
                    "expected low <= open, close <= high, found open=" + open + " high=" + high + " low=" + low
                            + " close=" + close);
        }
    }

    private void watermark(Watermark watermark) {
        kind = RingRecord.WATERMARK;
        if (watermark.hasSymbol()) {
            symbol(watermark.getSymbol());
        }
        time("time", watermark.hasTime(), watermark.getTime());
    }

    private void symbol(String text) {
        symbol = text;
        if (!isSymbol(text)) {
            refuse(
                    Refusal.SYMBOL_INVALID,
                    "expected 1 to 32 printable ASCII characters without space, comma, quotes and * ? ! @, found length="
                            + text.length());
        }
    }

    /** Whether a text can name an instrument. */
    public static boolean isSymbol(String text) {
        int length = text.length();
        if (length < 1 || length > LONGEST_SYMBOL) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || NOT_IN_SYMBOLS.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void time(String name, boolean isThere, Timestamp timestamp) {
        time = isThere ? nanos(timestamp) : UNREADABLE;
        if (time < 0 || time > latest) {
            refuse(
                    Refusal.TIME_OUT_OF_RANGE,
                    isThere
                            ? "expected a time from 1970 to " + latest / NANOS + "." + latest % NANOS + " s, found "
                                    + name + ".seconds=" + timestamp.getSeconds() + " nanos=" + timestamp.getNanos()
                            : "expected a time, found none: field=" + name);
        }
    }

    private void time(String name, long nanos) {
        time = nanos;
        if (time < 0 || time > latest) {
            refuse(
                    Refusal.TIME_OUT_OF_RANGE,
                    "expected a time from 1970 to " + latest + " ns, found " + name + "=" + nanos);
        }
    }

    /** Nanoseconds since the epoch; negative where the timestamp is not one or before 1970. */
    private static long nanos(Timestamp timestamp) {
        long seconds = timestamp.getSeconds();
        int nanos = timestamp.getNanos();
        if (seconds < 0 || seconds > LATEST_SECOND || nanos < 0 || nanos >= NANOS) {
            return UNREADABLE;
        }
        return seconds * NANOS + nanos;
    }

    private long timeframe(String text) {
        try {
            Timeframe parsed = Timeframe.parse(text);
            if (parsed.isTime() && parsed.length() <= Timeframe.WEEK) {
                return parsed.length();
            }
        } catch (IllegalArgumentException e) {
            refuse(Refusal.TIMEFRAME_INVALID, e.getMessage());
            return Timeframe.MINUTE;
        }
        refuse(Refusal.TIMEFRAME_INVALID, "expected a timeframe of time up to 1w, found timeframe=" + text);
        return Timeframe.MINUTE;
    }

    private void price(String name, double price) {
        if (!(price > 0) || price == Double.POSITIVE_INFINITY) {
            refuse(Refusal.PRICE_INVALID, "expected a finite number above 0, found " + name + "=" + price);
        }
    }

    private void size(String name, double size) {
        if (!(size >= 0) || size == Double.POSITIVE_INFINITY) {
            refuse(Refusal.SIZE_INVALID, "expected a finite number of 0 or more, found " + name + "=" + size);
        }
    }

    private boolean isAccepted() {
        return refusal == Refusal.ACCEPTED;
    }

    private void refuse(Refusal reason, String text) {
        if (isAccepted()) {
            refusal = reason;
            message = text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
        }
    }
}
