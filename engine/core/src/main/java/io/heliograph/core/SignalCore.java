package io.heliograph.core;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.InstrumentAddedDecoder;
import io.heliograph.codec.event.InstrumentsDeclaredDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.SourceOpenedDecoder;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.bar.Closings;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.source.Source;
import io.heliograph.core.source.SourceTable;
import org.agrona.DirectBuffer;

/**
 * The function at the heart of the engine: takes the events of a log, hands on what follows from them.
 *
 * <p>The same events give the same outputs, byte for byte. It reads no clock, no file and no configuration; everything
 * it depends on is in the events. Belongs to one thread. Data never makes it throw, and a refused event changes nothing
 * but counters; an event that cannot be (a sequence with a gap, a number never given) does throw, because wrong signals
 * are worse than none.
 */
public final class SignalCore implements EventHandler {
    /** The core level of this build; it replays no other. */
    public static final int CORE_LEVEL = 1;

    private final OutputEmitter outputs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeEventDecoder trade = new TradeEventDecoder();
    private final QuoteEventDecoder quote = new QuoteEventDecoder();
    private final BarEventDecoder bar = new BarEventDecoder();
    private final WatermarkEventDecoder watermark = new WatermarkEventDecoder();
    private final ControlEvents control = new ControlEvents();
    private final BarOutput barOutput = new BarOutput();
    private final InstrumentTable instruments = new InstrumentTable();
    private final SourceTable sources = new SourceTable();
    private final CoreCounters counters = new CoreCounters();

    private CoreSettings settings;
    private long eventSequence;
    private long epoch;
    private long lastReceiveTime;

    public SignalCore(OutputHandler outputs) {
        this.outputs = new OutputEmitter(outputs);
    }

    @Override
    public int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        if (sequence != eventSequence + 1) {
            throw new IllegalStateException("expected the next event: sequence=" + sequence + " last=" + eventSequence);
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new IllegalStateException(
                    "expected a record of the event log: schemaId=" + header.schemaId() + " sequence=" + sequence);
        }
        eventSequence = sequence;
        int templateId = header.templateId();
        Refusal refusal = switch (templateId) {
            case TradeEventDecoder.TEMPLATE_ID -> onTrade(buffer, offset, length);
            case QuoteEventDecoder.TEMPLATE_ID -> onQuote(buffer, offset, length);
            case BarEventDecoder.TEMPLATE_ID -> onBar(buffer, offset);
            case WatermarkEventDecoder.TEMPLATE_ID -> onWatermark(buffer, offset);
            default -> onControl(templateId, buffer, offset);
        };
        counters.countEvent(templateId);
        if (refusal != Refusal.ACCEPTED) {
            counters.countRefusal(refusal);
        }
        return refusal.value();
    }

    /** Whether this word of a source would move a watermark; one that moves none need not be journaled. */
    public boolean movesWatermark(int instrument, int source, long time) {
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

    /** Sequence of the last event taken; 0 before the first. */
    public long eventSequence() {
        return eventSequence;
    }

    /** Sequence of the last output; 0 before the first. */
    public long outputSequence() {
        return outputs.sequence();
    }

    /** Epoch in force; 0 before the first start. */
    public long epoch() {
        return epoch;
    }

    /** Receive time of the last event. */
    public long lastReceiveTime() {
        return lastReceiveTime;
    }

    public InstrumentTable instruments() {
        return instruments;
    }

    public SourceTable sources() {
        return sources;
    }

    public CoreCounters counters() {
        return counters;
    }

    /** The settings in force; null before the first. */
    public CoreSettings settings() {
        return settings;
    }

    private Refusal onTrade(DirectBuffer buffer, int offset, int length) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        lastReceiveTime = trade.receiveTime();
        Source source = sources.at(trade.source());
        source.useNumber(trade.sourceSequence());
        Instrument instrument = instruments.at(trade.instrument());
        if (!instrument.allows(source.number())) {
            return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
        }
        long time = trade.time();
        if (instrument.bars().isLate(time)) {
            instrument.countLate();
            source.publish(instrument.number());
            return refuse(source, Refusal.LATE);
        }
        source.accept(instrument.number(), buffer, offset, length);
        instrument.onEvent(time);
        instrument.raiseByTrade(source.number(), time);
        close(instrument);
        instrument.addTrade(time, trade.price(), trade.size());
        return Refusal.ACCEPTED;
    }

    private Refusal onQuote(DirectBuffer buffer, int offset, int length) {
        quote.wrapAndApplyHeader(buffer, offset, header);
        lastReceiveTime = quote.receiveTime();
        Source source = sources.at(quote.source());
        source.useNumber(quote.sourceSequence());
        Instrument instrument = instruments.at(quote.instrument());
        if (!instrument.allows(source.number())) {
            return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
        }
        source.accept(instrument.number(), buffer, offset, length);
        instrument.onEvent(quote.time());
        instrument.quote().update(quote.time(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        counters.countQuote(instrument.quote().isCrossed(), instrument.quote().isLocked());
        return Refusal.ACCEPTED;
    }

    /** Published bars are not applied yet, and say so. */
    private Refusal onBar(DirectBuffer buffer, int offset) {
        bar.wrapAndApplyHeader(buffer, offset, header);
        lastReceiveTime = bar.receiveTime();
        Source source = sources.at(bar.source());
        source.useNumber(bar.sourceSequence());
        return refuse(source, Refusal.NOT_SUPPORTED);
    }

    private Refusal onWatermark(DirectBuffer buffer, int offset) {
        watermark.wrapAndApplyHeader(buffer, offset, header);
        lastReceiveTime = watermark.receiveTime();
        Source source = sources.at(watermark.source());
        long time = watermark.time();
        int number = watermark.instrument();
        if (number >= 0) {
            Instrument instrument = instruments.at(number);
            if (!instrument.allows(source.number())) {
                return refuse(source, Refusal.SOURCE_NOT_ALLOWED);
            }
            instrument.raiseWatermark(source.number(), time);
            close(instrument);
            return Refusal.ACCEPTED;
        }
        source.raiseWatermark(time);
        for (int i = 0; i < instruments.count(); i++) {
            if (hears(i, source)) {
                Instrument instrument = instruments.at(i);
                instrument.raiseWatermark(source.number(), time);
                close(instrument);
            }
        }
        return Refusal.ACCEPTED;
    }

    private Refusal onControl(int templateId, DirectBuffer buffer, int offset) {
        Refusal refusal = switch (templateId) {
            case RefusedEventDecoder.TEMPLATE_ID -> onRefused(control.refused(buffer, offset));
            case SourceOpenedDecoder.TEMPLATE_ID -> onSourceOpened(control.sourceOpened(buffer, offset));
            case InstrumentAddedDecoder.TEMPLATE_ID -> onInstrumentAdded(control.instrumentAdded(buffer, offset));
            case InstrumentsDeclaredDecoder.TEMPLATE_ID ->
                onInstrumentsDeclared(control.instrumentsDeclared(buffer, offset));
            case CoreSettingsDecoder.TEMPLATE_ID -> onCoreSettings(control.coreSettings(buffer, offset));
            case EngineStartedDecoder.TEMPLATE_ID -> onEngineStarted(control.engineStarted(buffer, offset));
            case EngineStoppedDecoder.TEMPLATE_ID -> Refusal.ACCEPTED;
            case StrategyAppliedDecoder.TEMPLATE_ID, StrategyRemovedDecoder.TEMPLATE_ID -> Refusal.NOT_SUPPORTED;
            default ->
                throw new IllegalStateException("expected an event that this build knows: templateId=" + templateId
                        + " sequence=" + eventSequence);
        };
        lastReceiveTime = ControlEvents.receiveTime(buffer, offset);
        return refusal;
    }

    /** An event refused at the door: it uses its number up and is counted, and nothing else. */
    private Refusal onRefused(RefusedEventDecoder event) {
        Source source = sources.at(event.source());
        source.useNumber(event.sourceSequence());
        source.refuse(event.reason());
        counters.countRefusal(event.reason());
        return Refusal.ACCEPTED;
    }

    private Refusal onSourceOpened(SourceOpenedDecoder event) {
        int number = event.source();
        if (number >= sources.count() && sources.count() > settings.maxSources()) {
            return Refusal.TOO_MANY_SOURCES;
        }
        long sourceEpoch = event.sourceEpoch();
        Numbering numbering = event.numbering();
        String id = event.sourceName();
        sources.open(number, id, sourceEpoch, numbering);
        for (int i = 0; i < instruments.count(); i++) {
            instruments.at(i).learnSource(id, number);
        }
        return Refusal.ACCEPTED;
    }

    private Refusal onInstrumentAdded(InstrumentAddedDecoder event) {
        if (instruments.count() >= settings.maxInstruments()) {
            return Refusal.TOO_MANY_INSTRUMENTS;
        }
        instruments.add(event.instrument(), event.symbol());
        prepare(instruments.at(instruments.count() - 1));
        return Refusal.ACCEPTED;
    }

    private Refusal onInstrumentsDeclared(InstrumentsDeclaredDecoder event) {
        if (event.baseTimeframe() < 1) {
            return Refusal.TIMEFRAME_INVALID;
        }
        String pattern = event.pattern();
        Refusal refusal = instruments.declare(pattern, ControlEvents.settings(event));
        prepareAll();
        return refusal;
    }

    private Refusal onCoreSettings(CoreSettings next) {
        if (next.coreLevel() != CORE_LEVEL) {
            throw new IllegalStateException(
                    "this build knows one core level: coreLevel=" + next.coreLevel() + " supported=" + CORE_LEVEL);
        }
        Refusal refusal = next.check();
        if (refusal == Refusal.ACCEPTED) {
            settings = next;
            instruments.useDefaults(next.instrumentDefaults(), next.historyBars());
            prepareAll();
        }
        return refusal;
    }

    private Refusal onEngineStarted(EngineStartedDecoder event) {
        epoch = event.epoch();
        return Refusal.ACCEPTED;
    }

    private void prepareAll() {
        for (int i = 0; i < instruments.count(); i++) {
            prepare(instruments.at(i));
        }
    }

    /** Makes an instrument, or one whose settings changed, know sources and timeframes. */
    private void prepare(Instrument instrument) {
        for (int i = 0; i < sources.count(); i++) {
            instrument.learnSource(sources.id(i), i);
        }
        for (Timeframe timeframe : settings.timeframes()) {
            instrument.build(timeframe);
        }
    }

    private boolean hears(int instrument, Source source) {
        return source.hasPublished(instrument)
                || instruments.at(instrument).isReconciled()
                        && instruments.at(instrument).allows(source.number());
    }

    /** Works off what the watermark of an instrument has reached, end by end. */
    private void close(Instrument instrument) {
        while (instrument.bars().closeNext()) {
            Closings closings = instrument.bars().closings();
            for (int i = 0; i < closings.count(); i++) {
                counters.countBar();
                Origin origin = closings.timeframe(i).equals(instrument.bars().base()) ? Origin.BUILT : Origin.ROLLED;
                barOutput.emit(outputs, eventSequence, instrument, closings.timeframe(i), origin, closings.bar(i));
            }
        }
    }

    private static Refusal refuse(Source source, Refusal reason) {
        source.refuse(reason);
        return reason;
    }
}
