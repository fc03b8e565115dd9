package io.heliograph.core;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.EventVoidedDecoder;
import io.heliograph.codec.event.EventsLostDecoder;
import io.heliograph.codec.event.InstrumentAddedDecoder;
import io.heliograph.codec.event.InstrumentsDeclaredDecoder;
import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.SourceOpenedDecoder;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.source.Source;
import io.heliograph.core.source.SourceTable;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import org.agrona.DirectBuffer;

/** Applies what is not of the market: settings, sources, instruments, declarations, strategies, starts. */
final class ControlEvents {
    private final ControlDecoders decoders = new ControlDecoders();
    private final InstrumentTable instruments;
    private final SourceTable sources;
    private final CoreCounters counters;
    private final Evaluator evaluator;

    private CoreSettings settings;
    private long settingsSequence;
    private EngineStart start;

    ControlEvents(InstrumentTable instruments, SourceTable sources, CoreCounters counters, Evaluator evaluator) {
        this.instruments = instruments;
        this.sources = sources;
        this.counters = counters;
        this.evaluator = evaluator;
    }

    Refusal onEvent(int templateId, DirectBuffer buffer, int offset, Cause cause) {
        return switch (templateId) {
            case RefusedEventDecoder.TEMPLATE_ID -> onRefused(decoders.refused(buffer, offset));
            case SourceOpenedDecoder.TEMPLATE_ID -> onSourceOpened(decoders.sourceOpened(buffer, offset));
            case InstrumentAddedDecoder.TEMPLATE_ID -> onAdded(decoders.instrumentAdded(buffer, offset), cause);
            case InstrumentsDeclaredDecoder.TEMPLATE_ID ->
                onDeclared(decoders.instrumentsDeclared(buffer, offset), cause);
            case StrategyAppliedDecoder.TEMPLATE_ID -> onApplied(decoders.strategyApplied(buffer, offset), cause);
            case StrategyRemovedDecoder.TEMPLATE_ID ->
                evaluator.remove(decoders.strategyRemoved(buffer, offset).strategyId(), settings, cause);
            case CoreSettingsDecoder.TEMPLATE_ID -> onSettings(decoders.coreSettings(buffer, offset), cause);
            case EngineStartedDecoder.TEMPLATE_ID -> onStarted(decoders.engineStarted(buffer, offset), cause);
            // Lost events moved the sequence already; a voided one is to change nothing.
            case EngineStoppedDecoder.TEMPLATE_ID, EventsLostDecoder.TEMPLATE_ID, EventVoidedDecoder.TEMPLATE_ID ->
                Refusal.ACCEPTED;
            default ->
                throw new IllegalStateException("expected an event that this build knows: templateId=" + templateId
                        + " sequence=" + cause.sequence());
        };
    }

    /** Whether this is the event that says that exactly those between {@code last} and itself were lost. */
    boolean tellsOfLoss(int templateId, DirectBuffer buffer, int offset, long last, long sequence) {
        if (templateId != EventsLostDecoder.TEMPLATE_ID) {
            return false;
        }
        EventsLostDecoder lost = decoders.eventsLost(buffer, offset);
        return lost.firstLost() == last + 1 && lost.lastLost() == sequence - 1;
    }

    /** The settings in force; null before the first. */
    CoreSettings settings() {
        return settings;
    }

    /** Event sequence of the settings in force; 0 before the first. */
    long settingsSequence() {
        return settingsSequence;
    }

    /** The start of the engine that writes; null before the first. */
    EngineStart start() {
        return start;
    }

    void save(StateSink sink) {
        sink.putLong(start == null ? 0 : 1);
        if (start != null) {
            start.save(sink);
        }
        sink.putLong(settingsSequence);
        if (settings != null) {
            settings.save(sink);
        }
    }

    void restore(StateSource source) {
        start = source.getLong() == 0 ? null : EngineStart.restored(source);
        settingsSequence = source.getLong();
        settings = settingsSequence == 0 ? null : CoreSettings.restored(source);
    }

    /** What adding an instrument would be answered; changes nothing. */
    Refusal checkInstrument(String symbol) {
        if (instruments.count() >= settings.maxInstruments()) {
            return Refusal.TOO_MANY_INSTRUMENTS;
        }
        boolean fits = evaluator.state() + evaluator.stateFor(symbol) <= settings.maxState();
        return fits ? Refusal.ACCEPTED : Refusal.STATE_LIMIT;
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
        Numbering numbering = event.numbering();
        String id = event.sourceName();
        sources.open(number, id, event.sourceEpoch(), numbering);
        for (int i = 0; i < instruments.count(); i++) {
            instruments.at(i).learnSource(id, number);
        }
        return Refusal.ACCEPTED;
    }

    private Refusal onAdded(InstrumentAddedDecoder event, Cause cause) {
        String symbol = event.symbol();
        Refusal refusal = checkInstrument(symbol);
        if (refusal == Refusal.ACCEPTED) {
            Instrument instrument = instruments.add(event.instrument(), symbol);
            prepare(instrument);
            evaluator.add(instrument, settings, cause);
        }
        return refusal;
    }

    private Refusal onDeclared(InstrumentsDeclaredDecoder event, Cause cause) {
        if (event.baseTimeframe() < 1) {
            return Refusal.TIMEFRAME_INVALID;
        }
        String pattern = event.pattern();
        Refusal refusal = instruments.declare(pattern, ControlDecoders.settings(event));
        if (refusal == Refusal.ACCEPTED) {
            prepareAll(cause);
        }
        return refusal;
    }

    private Refusal onSettings(CoreSettings next, Cause cause) {
        if (next.coreLevel() != SignalCore.CORE_LEVEL) {
            throw new IllegalStateException("this build knows one core level: coreLevel=" + next.coreLevel()
                    + " supported=" + SignalCore.CORE_LEVEL);
        }
        Refusal refusal = next.check();
        if (refusal == Refusal.ACCEPTED) {
            settings = next;
            settingsSequence = cause.sequence();
            instruments.useDefaults(next.instrumentDefaults(), next.historyBars());
            prepareAll(cause);
        }
        return refusal;
    }

    private Refusal onApplied(StrategyAppliedDecoder event, Cause cause) {
        byte[] hash = new byte[StrategyAppliedDecoder.hashLength()];
        event.getHash(hash, 0, hash.length);
        event.skipStrategyId();
        requireWithin(event, event.canonicalLength());
        String canonical = event.canonical();
        requireWithin(event, event.textLength());
        return evaluator.apply(canonical, hash, event.text(), settings, cause);
    }

    /** Before memory is taken for it: a length is four bytes, and may claim a gigabyte. */
    private static void requireWithin(StrategyAppliedDecoder event, int length) {
        int left = event.buffer().capacity() - event.limit();
        if (length < 0 || length > left) {
            throw new IndexOutOfBoundsException(
                    "expected a text that ends within its record: length=" + length + " left=" + left);
        }
    }

    private Refusal onStarted(EngineStartedDecoder event, Cause cause) {
        if (start != null && event.epoch() < start.epoch()) {
            throw new IllegalStateException(
                    "an epoch never falls: epoch=" + event.epoch() + " inForce=" + start.epoch());
        }
        start = new EngineStart(cause.sequence(), event.epoch(), event.build());
        return Refusal.ACCEPTED;
    }

    private void prepareAll(Cause cause) {
        for (int i = 0; i < instruments.count(); i++) {
            prepare(instruments.at(i));
        }
        evaluator.followSettings(settings, cause);
    }

    /** Makes an instrument that is new, or whose settings changed, know sources and timeframes. */
    private void prepare(Instrument instrument) {
        for (int i = 0; i < sources.count(); i++) {
            instrument.learnSource(sources.id(i), i);
        }
        for (Timeframe timeframe : settings.timeframes()) {
            instrument.build(timeframe);
        }
    }
}
