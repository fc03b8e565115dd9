package io.heliograph.core;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.source.Source;
import io.heliograph.core.source.SourceTable;
import org.agrona.DirectBuffer;

/**
 * Applies what happens in the market: trades, quotes, bars, and the words of sources about how far they have come.
 *
 * <p>The cause is filled with sequence and receive time by the caller, with the event's time here.
 */
final class MarketEvents {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeEventDecoder trade = new TradeEventDecoder();
    private final QuoteEventDecoder quote = new QuoteEventDecoder();
    private final BarEventDecoder bar = new BarEventDecoder();
    private final WatermarkEventDecoder watermark = new WatermarkEventDecoder();
    private final InstrumentTable instruments;
    private final SourceTable sources;
    private final CoreCounters counters;
    private final BarCloser closer;
    private final ClosedBar published = new ClosedBar();

    MarketEvents(InstrumentTable instruments, SourceTable sources, CoreCounters counters, BarCloser closer) {
        this.instruments = instruments;
        this.sources = sources;
        this.counters = counters;
        this.closer = closer;
    }

    Refusal onTrade(DirectBuffer buffer, int offset, int length, Cause cause) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        Source source = sources.at(trade.source());
        source.useNumber(trade.sourceSequence());
        Instrument instrument = instruments.at(trade.instrument());
        if (!instrument.allows(source.number())) {
            return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
        }
        if (!instrument.takesTrades()) {
            instrument.lastTrade().update(trade.time(), trade.price(), trade.size());
            source.publish(instrument.number());
            return refuse(source, Refusal.BARS_FROM_CONFLICT);
        }
        long time = trade.time();
        if (instrument.bars().isLate(time)) {
            return refuseLate(source, instrument);
        }
        instrument.decide(BarsFrom.TRADES);
        cause.set(cause.sequence(), cause.receiveTime(), time);
        source.accept(instrument.number(), buffer, offset, length);
        instrument.onEvent(time, time);
        instrument.raiseByEvent(source.number(), time);
        closer.close(instrument, cause);
        instrument.lastTrade().update(time, trade.price(), trade.size());
        if (instrument.addTrade(time, trade.price(), trade.size())) {
            closer.close(instrument, cause);
        }
        return Refusal.ACCEPTED;
    }

    /** A quote of an instrument whose bars are not built from quotes changes its latest quote, and nothing else. */
    Refusal onQuote(DirectBuffer buffer, int offset, int length, Cause cause) {
        quote.wrapAndApplyHeader(buffer, offset, header);
        Source source = sources.at(quote.source());
        source.useNumber(quote.sourceSequence());
        Instrument instrument = instruments.at(quote.instrument());
        if (!instrument.allows(source.number())) {
            return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
        }
        long time = quote.time();
        if (!instrument.takesQuotes()) {
            source.accept(instrument.number(), buffer, offset, length);
            instrument.onEvent(time, time);
            instrument.quote().update(time, quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
            counters.countQuote(instrument.quote());
            return Refusal.ACCEPTED;
        }
        if (instrument.bars().isLate(time)) {
            return refuseLate(source, instrument);
        }
        cause.set(cause.sequence(), cause.receiveTime(), time);
        decide(instrument, BarsFrom.MID, cause);
        source.accept(instrument.number(), buffer, offset, length);
        instrument.onEvent(time, time);
        instrument.raiseByEvent(source.number(), time);
        closer.close(instrument, cause);
        instrument.addQuote(time, quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        counters.countQuote(instrument.quote());
        return Refusal.ACCEPTED;
    }

    /** The time of a published bar is its end; a repeat of one is accepted, and changes nothing. */
    Refusal onBar(DirectBuffer buffer, int offset, int length, Cause cause) {
        bar.wrapAndApplyHeader(buffer, offset, header);
        Source source = sources.at(bar.source());
        source.useNumber(bar.sourceSequence());
        Instrument instrument = instruments.at(bar.instrument());
        if (!instrument.allows(source.number())) {
            return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
        }
        Timeframe timeframe = instrument.bars().history().timeTimeframe(bar.timeframe());
        long start = bar.start();
        long end = start + timeframe.length();
        published
                .time(start, end, 0, 0)
                .prices(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice())
                .volume(bar.volume(), Double.NaN, -1, 0);
        Refusal refusal = instrument.check(timeframe, published);
        if (refusal == Refusal.LATE) {
            return refuseLate(source, instrument);
        }
        if (refusal != Refusal.ACCEPTED && refusal != Refusal.UNCHANGED) {
            source.publish(instrument.number());
            return refuse(source, refusal);
        }
        cause.set(cause.sequence(), cause.receiveTime(), end);
        source.accept(instrument.number(), buffer, offset, length);
        if (refusal == Refusal.ACCEPTED) {
            decide(instrument, BarsFrom.BARS, cause);
            instrument.onEvent(start, end);
            instrument.publish(source.number(), timeframe, published);
            closer.close(instrument, cause);
        }
        return Refusal.ACCEPTED;
    }

    Refusal onWatermark(DirectBuffer buffer, int offset, Cause cause) {
        watermark.wrapAndApplyHeader(buffer, offset, header);
        Source source = sources.at(watermark.source());
        long time = watermark.time();
        cause.set(cause.sequence(), cause.receiveTime(), time);
        if (watermark.instrument() >= 0) {
            Instrument instrument = instruments.at(watermark.instrument());
            if (!instrument.allows(source.number())) {
                return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
            }
            raise(instrument, source, time, cause);
        } else {
            source.raiseWatermark(time);
            for (int i = 0; i < instruments.count(); i++) {
                if (hears(i, source)) {
                    raise(instruments.at(i), source, time, cause);
                }
            }
        }
        return Refusal.ACCEPTED;
    }

    /** Whether this word of a source would move a watermark; instrument -1 is every one that hears it. */
    boolean movesWatermark(int instrument, int source, long time) {
        if (instrument >= 0) {
            return instruments.at(instrument).isNews(source, time);
        }
        Source publisher = sources.at(source);
        for (int i = 0; i < instruments.count(); i++) {
            if (hears(i, publisher) && instruments.at(i).isNews(source, time)) {
                return true;
            }
        }
        return false;
    }

    private void raise(Instrument instrument, Source source, long time, Cause cause) {
        instrument.raiseWatermark(source.number(), time);
        closer.close(instrument, cause);
    }

    /** A word that names no instrument reaches those for which its source is declared, or has published. */
    private boolean hears(int number, Source source) {
        Instrument instrument = instruments.at(number);
        return instrument.isReconciled() ? instrument.allows(source.number()) : source.hasPublished(number);
    }

    /** What is not built from trades has no tick and volume bars, nor strategies on them. */
    private void decide(Instrument instrument, BarsFrom kind, Cause cause) {
        if (instrument.decide(kind)) {
            closer.followBarsFrom(instrument, cause);
        }
    }

    private static Refusal refuseLate(Source source, Instrument instrument) {
        instrument.countLate();
        source.publish(instrument.number());
        return refuse(source, Refusal.LATE);
    }

    private static Refusal refuse(Source source, Refusal reason) {
        source.refuse(reason);
        return reason;
    }
}
