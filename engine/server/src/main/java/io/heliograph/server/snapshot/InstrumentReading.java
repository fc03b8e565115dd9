package io.heliograph.server.snapshot;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.SignalCore;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarBuilder;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.BarSeries;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.instrument.Quote;
import java.util.Arrays;

/**
 * What one instrument looked like between two events, all of it as of the same event.
 *
 * <p>Filled on the sequencer's thread, which allocates nothing for it once it has grown; otherwise its owner's, which hands
 * it over and takes it back with the question. A number that is not there is NaN, a time {@link Instrument#UNKNOWN}.
 */
final class InstrumentReading {
    private final String symbol;
    private final ClosedBar open = new ClosedBar();

    private int number;
    private boolean isKnown;
    private long event;
    private long tradeTime;
    private double tradePrice;
    private double tradeSize;
    private long quoteTime;
    private double bid;
    private double bidSize;
    private double ask;
    private double askSize;
    private boolean hasOpen;
    private Timeframe base;
    private int closedCount;
    private Timeframe[] timeframes = new Timeframe[0];
    private ClosedBar[] closed = new ClosedBar[0];
    private Origin[] origins = new Origin[0];
    private long dayStart;
    private long watermark;
    private BarsFrom barsFrom;
    private long late;

    InstrumentReading(String symbol) {
        this.symbol = symbol;
    }

    /** Reads it anew; on the sequencer's thread. */
    void read(SignalCore core) {
        event = core.eventSequence();
        number = core.instruments().numberOf(symbol);
        isKnown = number != InstrumentTable.MISSING;
        if (isKnown) {
            read(core.instruments().at(number));
        }
    }

    private void read(Instrument instrument) {
        tradeTime = instrument.lastTrade().time();
        tradePrice = instrument.lastTrade().price();
        tradeSize = instrument.lastTrade().size();
        Quote quote = instrument.quote();
        quoteTime = quote.time();
        bid = quote.bid();
        bidSize = quote.bidSize();
        ask = quote.ask();
        askSize = quote.askSize();
        base = instrument.bars().base();
        hasOpen = instrument.bars().readForming(open);
        readClosed(instrument.bars());
        dayStart = instrument.settings().dayStartNs();
        watermark = instrument.watermark();
        barsFrom = instrument.barsFrom();
        late = instrument.late();
    }

    private void readClosed(BarBuilder bars) {
        BarHistory history = bars.history();
        closedCount = 0;
        for (int i = 0; i < history.seriesCount(); i++) {
            BarSeries series = history.series(i);
            if (series.size() > 0) {
                if (closedCount == closed.length) {
                    timeframes = Arrays.copyOf(timeframes, closedCount + 1);
                    closed = Arrays.copyOf(closed, closedCount + 1);
                    closed[closedCount] = new ClosedBar();
                    origins = Arrays.copyOf(origins, closedCount + 1);
                }
                timeframes[closedCount] = history.timeframe(i);
                origins[closedCount] = bars.origin(history.timeframe(i));
                series.read(series.size() - 1, closed[closedCount]);
                closedCount++;
            }
        }
    }

    String symbol() {
        return symbol;
    }

    /** Whether there is such an instrument; if not, the rest says nothing. */
    boolean isKnown() {
        return isKnown;
    }

    /** Of the instrument, where it is known. */
    int number() {
        return number;
    }

    /** Sequence of the event as of which it is. */
    long event() {
        return event;
    }

    long tradeTime() {
        return tradeTime;
    }

    double tradePrice() {
        return tradePrice;
    }

    double tradeSize() {
        return tradeSize;
    }

    long quoteTime() {
        return quoteTime;
    }

    double bid() {
        return bid;
    }

    double bidSize() {
        return bidSize;
    }

    double ask() {
        return ask;
    }

    double askSize() {
        return askSize;
    }

    /** The newest open bar of the base; null without one. */
    ClosedBar open() {
        return hasOpen ? open : null;
    }

    Timeframe base() {
        return base;
    }

    /** How many timeframes have a closed bar. */
    int closedCount() {
        return closedCount;
    }

    /** Ascending. */
    Timeframe timeframe(int index) {
        return timeframes[index];
    }

    /** The latest closed bar of {@link #timeframe(int)}. */
    ClosedBar closed(int index) {
        return closed[index];
    }

    /** Where the bars of {@link #timeframe(int)} come from. */
    Origin origin(int index) {
        return origins[index];
    }

    /** Nanoseconds from midnight UTC to the start of its day. */
    long dayStart() {
        return dayStart;
    }

    long watermark() {
        return watermark;
    }

    BarsFrom barsFrom() {
        return barsFrom;
    }

    long late() {
        return late;
    }
}
