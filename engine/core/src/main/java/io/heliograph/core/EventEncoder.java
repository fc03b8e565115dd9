package io.heliograph.core;

import io.heliograph.codec.event.BarEventEncoder;
import io.heliograph.codec.event.CoreSettingsEncoder;
import io.heliograph.codec.event.EngineStartedEncoder;
import io.heliograph.codec.event.EngineStoppedEncoder;
import io.heliograph.codec.event.EventVoidedEncoder;
import io.heliograph.codec.event.EventsLostEncoder;
import io.heliograph.codec.event.InstrumentAddedEncoder;
import io.heliograph.codec.event.InstrumentsDeclaredEncoder;
import io.heliograph.codec.event.MessageHeaderEncoder;
import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.QuoteEventEncoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.RefusedEventEncoder;
import io.heliograph.codec.event.SourceOpenedEncoder;
import io.heliograph.codec.event.StrategyAppliedEncoder;
import io.heliograph.codec.event.StrategyRemovedEncoder;
import io.heliograph.codec.event.TradeEventEncoder;
import io.heliograph.codec.event.WatermarkEventEncoder;
import io.heliograph.core.instrument.InstrumentSettings;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes each kind of event as a record: message header, block, texts.
 *
 * <p>Every method writes at {@code offset} and answers the bytes written. Trades, quotes, bars and watermarks allocate
 * nothing. Not for two threads at once.
 */
public final class EventEncoder {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEventEncoder trade = new TradeEventEncoder();
    private final QuoteEventEncoder quote = new QuoteEventEncoder();
    private final BarEventEncoder bar = new BarEventEncoder();
    private final WatermarkEventEncoder watermark = new WatermarkEventEncoder();
    private final RefusedEventEncoder refused = new RefusedEventEncoder();
    private final SourceOpenedEncoder sourceOpened = new SourceOpenedEncoder();
    private final InstrumentAddedEncoder instrumentAdded = new InstrumentAddedEncoder();
    private final InstrumentsDeclaredEncoder instrumentsDeclared = new InstrumentsDeclaredEncoder();
    private final StrategyAppliedEncoder strategyApplied = new StrategyAppliedEncoder();
    private final StrategyRemovedEncoder strategyRemoved = new StrategyRemovedEncoder();
    private final CoreSettingsEncoder coreSettings = new CoreSettingsEncoder();
    private final EngineStartedEncoder engineStarted = new EngineStartedEncoder();
    private final EngineStoppedEncoder engineStopped = new EngineStoppedEncoder();
    private final EventsLostEncoder eventsLost = new EventsLostEncoder();
    private final EventVoidedEncoder eventVoided = new EventVoidedEncoder();

    /** Writes the receive time into a record that was written without it; it stands first in every kind of event. */
    public static void stamp(MutableDirectBuffer buffer, int offset, long receiveTime) {
        buffer.putLong(offset + HEADER, receiveTime, ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads the receive time of a record of any kind. */
    public static long receiveTime(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + HEADER, ByteOrder.LITTLE_ENDIAN);
    }

    public int trade(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long sourceSequence,
            long time,
            double price,
            double size,
            int instrument,
            int source) {
        trade.wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .sourceSequence(sourceSequence)
                .time(time)
                .price(price)
                .size(size)
                .instrument(instrument)
                .source(source);
        return HEADER + trade.encodedLength();
    }

    /** A side whose price is NaN stays as it was. */
    public int quote(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long sourceSequence,
            long time,
            double bid,
            double bidSize,
            double ask,
            double askSize,
            int instrument,
            int source) {
        quote.wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .sourceSequence(sourceSequence)
                .time(time)
                .bid(bid)
                .bidSize(bidSize)
                .ask(ask)
                .askSize(askSize)
                .instrument(instrument)
                .source(source);
        return HEADER + quote.encodedLength();
    }

    /** {@code timeframe} in nanoseconds. */
    public int bar(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long sourceSequence,
            long start,
            long timeframe,
            double open,
            double high,
            double low,
            double close,
            double volume,
            int instrument,
            int source) {
        bar.wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .sourceSequence(sourceSequence)
                .start(start)
                .timeframe(timeframe)
                .openPrice(open)
                .highPrice(high)
                .lowPrice(low)
                .closePrice(close)
                .volume(volume)
                .instrument(instrument)
                .source(source);
        return HEADER + bar.encodedLength();
    }

    /** Instrument -1: every one for which the source has published. */
    public int watermark(
            MutableDirectBuffer buffer, int offset, long receiveTime, long time, int instrument, int source) {
        watermark
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .time(time)
                .instrument(instrument)
                .source(source);
        return HEADER + watermark.encodedLength();
    }

    /** {@code symbol}: as far as it could be read, at most 64 bytes. */
    public int refused(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long sourceSequence,
            int source,
            Refusal reason,
            String symbol) {
        refused.wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .sourceSequence(sourceSequence)
                .source(source)
                .reason(reason)
                .symbol(symbol);
        return HEADER + refused.encodedLength();
    }

    public int sourceOpened(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long sourceEpoch,
            int source,
            Numbering numbering,
            String name) {
        sourceOpened
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .sourceEpoch(sourceEpoch)
                .source(source)
                .numbering(numbering)
                .sourceName(name);
        return HEADER + sourceOpened.encodedLength();
    }

    public int instrumentAdded(
            MutableDirectBuffer buffer, int offset, long receiveTime, int instrument, String symbol) {
        instrumentAdded
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .instrument(instrument)
                .symbol(symbol);
        return HEADER + instrumentAdded.encodedLength();
    }

    public int instrumentsDeclared(
            MutableDirectBuffer buffer, int offset, long receiveTime, String pattern, InstrumentSettings settings) {
        instrumentsDeclared
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .baseTimeframe(settings.base().length())
                .lateness(settings.latenessNs())
                .dayStart(settings.dayStartNs())
                .barsFrom(settings.barsFrom())
                .gaps(settings.gaps())
                .pattern(pattern)
                .sources(String.join(",", settings.sources()));
        return HEADER + instrumentsDeclared.encodedLength();
    }

    /** {@code hash}: 32 bytes, SHA-256 of the canonical form. */
    public int strategyApplied(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            byte[] hash,
            String id,
            String canonical,
            String text) {
        strategyApplied
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .putHash(hash, 0, hash.length)
                .strategyId(id)
                .canonical(canonical)
                .text(text);
        return HEADER + strategyApplied.encodedLength();
    }

    public int strategyRemoved(MutableDirectBuffer buffer, int offset, long receiveTime, String id) {
        strategyRemoved
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .strategyId(id);
        return HEADER + strategyRemoved.encodedLength();
    }

    public int coreSettings(MutableDirectBuffer buffer, int offset, long receiveTime, CoreSettings settings) {
        CoreSettingsEncoder.TimeframesEncoder timeframes = coreSettings
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .maxState(settings.maxState())
                .baseTimeframe(settings.base().length())
                .lateness(settings.latenessNs())
                .coreLevel(settings.coreLevel())
                .historyBars(settings.historyBars())
                .maxInstruments(settings.maxInstruments())
                .maxSources(settings.maxSources())
                .maxStrategies(settings.maxStrategies())
                .barsFrom(settings.barsFrom())
                .gaps(settings.gaps())
                .timeframesCount(settings.timeframes().size());
        for (Timeframe timeframe : settings.timeframes()) {
            timeframes.next().length(timeframe.length());
        }
        return HEADER + coreSettings.encodedLength();
    }

    /**
     * The start of a process.
     *
     * @param journalId 16 bytes
     * @param lastEvent last valid event of the epoch before; 0: none
     * @param lastOutput last valid output of the epoch before; 0: none
     */
    public int engineStarted(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long epoch,
            long lastEvent,
            long lastOutput,
            int coreLevel,
            byte[] journalId,
            String build) {
        engineStarted
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .epoch(epoch)
                .previousEventSequence(lastEvent)
                .previousOutputSequence(lastOutput)
                .coreLevel(coreLevel)
                .putJournalId(journalId, 0, journalId.length)
                .build(build);
        return HEADER + engineStarted.encodedLength();
    }

    public int engineStopped(MutableDirectBuffer buffer, int offset, long receiveTime) {
        engineStopped.wrapAndApplyHeader(buffer, offset, header).receiveTime(receiveTime);
        return HEADER + engineStopped.encodedLength();
    }

    /** Events that were lost, {@code firstLost} to {@code lastLost}; the record stands behind the last of them. */
    public int eventsLost(
            MutableDirectBuffer buffer,
            int offset,
            long receiveTime,
            long firstLost,
            long lastLost,
            String reason,
            String actor) {
        eventsLost
                .wrapAndApplyHeader(buffer, offset, header)
                .receiveTime(receiveTime)
                .firstLost(firstLost)
                .lastLost(lastLost)
                .reason(reason)
                .actor(actor);
        return HEADER + eventsLost.encodedLength();
    }

    /** What the core takes in the place of a voided event. */
    public int eventVoided(MutableDirectBuffer buffer, int offset, long receiveTime) {
        eventVoided.wrapAndApplyHeader(buffer, offset, header).receiveTime(receiveTime);
        return HEADER + eventVoided.encodedLength();
    }
}
