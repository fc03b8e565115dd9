package io.heliograph.core;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.source.SourceTable;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.function.Supplier;
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

    /**
     * The order of what {@link #save} writes, and of the content digest that snapshots keep behind it; raised by every
     * change of either, here or below.
     */
    public static final int STATE_VERSION = 3;

    private final InstrumentTable instruments = new InstrumentTable();
    private final SourceTable sources = new SourceTable();
    private final CoreCounters counters = new CoreCounters();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Cause cause = new Cause();
    private final OutputEmitter outputs;
    private final Evaluator evaluator;
    private final MarketEvents market;
    private final ControlEvents control;

    private long eventSequence;
    private long lastReceiveTime;

    /** A core before its first event; {@code outputs} takes what it concludes, inside {@link #onEvent}. */
    public SignalCore(OutputHandler outputs) {
        this(outputs, Pipeline::new);
    }

    /**
     * A core before its first event, with nodes of another make.
     *
     * @param pipelines makes the nodes of each instrument, before its first bar and again where they failed; the place for
     *     a strategy that is a class, which answers for the document of its name
     */
    public SignalCore(OutputHandler outputs, Supplier<InstrumentNodes> pipelines) {
        this.outputs = new OutputEmitter(counters.counting(outputs));
        this.evaluator = new Evaluator(instruments, pipelines, this.outputs, counters);
        this.market = new MarketEvents(instruments, sources, counters, new BarCloser(this.outputs, evaluator));
        this.control = new ControlEvents(instruments, sources, counters, evaluator);
    }

    @Override
    public int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        int templateId = header.templateId();
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || sequence != eventSequence + 1
                        && !control.tellsOfLoss(templateId, buffer, offset, eventSequence, sequence)) {
            throw new IllegalStateException("expected the next record of the event log: sequence=" + sequence + " last="
                    + eventSequence + " schemaId=" + header.schemaId());
        }
        eventSequence = sequence;
        lastReceiveTime = EventEncoder.receiveTime(buffer, offset);
        cause.set(sequence, lastReceiveTime, lastReceiveTime);
        Refusal refusal = switch (templateId) {
            case TradeEventDecoder.TEMPLATE_ID -> market.onTrade(buffer, offset, length, cause);
            case QuoteEventDecoder.TEMPLATE_ID -> market.onQuote(buffer, offset, length, cause);
            case BarEventDecoder.TEMPLATE_ID -> market.onBar(buffer, offset, length, cause);
            case WatermarkEventDecoder.TEMPLATE_ID -> market.onWatermark(buffer, offset, cause);
            default -> control.onEvent(templateId, buffer, offset, cause);
        };
        counters.countEvent(templateId);
        if (refusal != Refusal.ACCEPTED) {
            counters.countRefusal(refusal);
        }
        return refusal.value();
    }

    /**
     * Whether this word of a source would move a watermark; one that moves none need not be journaled.
     *
     * @param instrument -1: every one that a word naming none reaches
     */
    public boolean movesWatermark(int instrument, int source, long time) {
        return market.movesWatermark(instrument, source, time);
    }

    /** What adding an instrument would be answered; changes nothing. */
    public Refusal checkInstrument(String symbol) {
        return control.checkInstrument(symbol);
    }

    /** What a declaration would be answered; changes nothing. */
    public Refusal checkDeclaration(String pattern, InstrumentSettings declared) {
        return instruments.checkDeclaration(pattern, declared);
    }

    /** What applying a strategy would be answered; changes nothing. */
    public Refusal checkStrategy(CompiledStrategy strategy) {
        return evaluator.check(strategy, settings());
    }

    /**
     * Writes all of its state, between two events; equal states write equal longs.
     *
     * <p>{@link #STATE_VERSION} says in which order, and is for the caller to keep beside it.
     */
    public void save(StateSink sink) {
        sink.putLong(eventSequence);
        sink.putLong(outputs.sequence());
        sink.putLong(lastReceiveTime);
        counters.save(sink);
        control.save(sink);
        sources.save(sink);
        instruments.save(sink);
        evaluator.save(sink);
    }

    /**
     * Takes what {@link #save} of this state version wrote, before its first event, and goes on behind the event after
     * which that was.
     *
     * @throws RuntimeException where the state is none of this build's strategies and nodes; the core is of no use then
     */
    public void restore(StateSource source) {
        if (eventSequence != 0) {
            throw new IllegalStateException("a core takes a state before its first event: sequence=" + eventSequence);
        }
        eventSequence = source.getLong();
        outputs.restore(source.getLong());
        lastReceiveTime = source.getLong();
        counters.restore(source);
        control.restore(source);
        sources.restore(source);
        CoreSettings settings = control.settings();
        instruments.restore(
                source,
                settings == null ? null : settings.instrumentDefaults(),
                settings == null ? 0 : settings.historyBars());
        evaluator.restore(source, settings);
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
        return control.start() == null ? 0 : control.start().epoch();
    }

    /** The start of the engine that wrote the last event; null before the first. */
    public EngineStart lastStart() {
        return control.start();
    }

    /** Receive time of the last event; 0 before the first. */
    public long lastReceiveTime() {
        return lastReceiveTime;
    }

    public InstrumentTable instruments() {
        return instruments;
    }

    public SourceTable sources() {
        return sources;
    }

    /** The strategies in force, in order of application. */
    public StrategyTable strategies() {
        return evaluator.strategies();
    }

    /** On how many instruments a strategy has its place. */
    public int instrumentsOf(String strategyId) {
        return evaluator.instrumentsOf(strategyId);
    }

    /**
     * Where a strategy stands on an instrument now: its stance, what its conditions say at the latest closed bar, what a
     * signal would claim. Changes nothing; allocates.
     *
     * @return null where the strategy has no place on the instrument
     */
    public StrategyStanding standing(int instrument, String strategyId) {
        return evaluator.standing(instrument, strategyId);
    }

    /**
     * What a strategy looked at when it decided at its latest bar on an instrument. Asked inside the output handler, when a
     * signal of that strategy comes, it is what that signal was made of. Changes nothing; allocates.
     *
     * @param mostBars of each timeframe, at most
     * @return null where the strategy does not run on the instrument
     */
    public Deliberation deliberation(int instrument, String strategyId, int mostBars) {
        return evaluator.deliberation(instrument, strategyId, mostBars);
    }

    /** On how many instruments a strategy failed and waits to be applied again. */
    public int failedInstrumentsOf(String strategyId) {
        return evaluator.failedOn(strategyId);
    }

    public CoreCounters counters() {
        return counters;
    }

    /** The settings in force; null before the first. */
    public CoreSettings settings() {
        return control.settings();
    }

    /** Event sequence of the settings in force; 0 before the first. */
    public long settingsSequence() {
        return control.settingsSequence();
    }
}
