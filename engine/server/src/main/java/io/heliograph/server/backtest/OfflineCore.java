package io.heliograph.server.backtest;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.server.feed.EndOfInput;
import io.heliograph.server.file.MarketRow;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The core by itself, fed event by event as a journal would feed it; what is refused live is refused here.
 *
 * <p>There is no wall clock: no event is too late or too far ahead for it, and each is received at its own time, or with
 * the latest before it. Owned by one thread.
 */
public final class OfflineCore {
    private static final int LONGEST_EVENT = 256 * 1024;
    private static final int NAMELESS = 0;

    private final Supplier<SignalCore> cores;
    private final RowEvents rows = new RowEvents();
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(LONGEST_EVENT);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private SignalCore core;
    private long receiveTime;
    private long accepted;

    /** @param outputs takes what the core concludes */
    public OfflineCore(OutputHandler outputs) {
        this(outputs, Pipeline::new);
    }

    /**
     * @param outputs takes what the core concludes
     * @param nodes makes what decides for each instrument
     */
    public OfflineCore(OutputHandler outputs, Supplier<InstrumentNodes> nodes) {
        this.cores = () -> new SignalCore(outputs, nodes);
        this.core = cores.get();
    }

    /** A core before its first event, with the same outputs; for a state to be restored into. */
    SignalCore fresh() {
        return cores.get();
    }

    /** Goes on with a core that {@link #fresh} gave; must come first. */
    void begin(SignalCore restored) {
        core = restored;
        receiveTime = core.lastReceiveTime();
    }

    /** Puts settings in force; must come first. */
    public Refusal settings(CoreSettings settings) {
        return take(encoder.coreSettings(buffer, 0, receiveTime, settings));
    }

    /** Puts a strategy in force; received with the latest event before it. */
    public Refusal apply(CompiledStrategy strategy) {
        receiveTime = Math.max(receiveTime, core.lastReceiveTime());
        return take(encoder.strategyApplied(
                buffer, 0, receiveTime, strategy.hash(), strategy.rules().id(), strategy.canonical(), strategy.text()));
    }

    /** Takes a strategy out of force; received with the latest event before it. */
    Refusal remove(String id) {
        receiveTime = Math.max(receiveTime, core.lastReceiveTime());
        return take(encoder.strategyRemoved(buffer, 0, receiveTime, id));
    }

    /** Declares how the bars of the symbols that match a pattern are built. */
    public Refusal declare(String pattern, InstrumentSettings settings) {
        return take(encoder.instrumentsDeclared(buffer, 0, receiveTime, pattern, settings));
    }

    /** Takes a row of a file; {@link #message} says what was wrong where it is refused. */
    public Refusal onRow(MarketRow row) {
        Refusal refusal = rows.check(row);
        receiveTime = Math.max(receiveTime, rows.eventTimeNs());
        int instrument = refusal == Refusal.ACCEPTED ? instrument(row.symbol()) : InstrumentTable.MISSING;
        if (refusal == Refusal.ACCEPTED && instrument == InstrumentTable.MISSING) {
            refusal = core.checkInstrument(row.symbol());
        }
        if (refusal != Refusal.ACCEPTED) {
            take(encoder.refused(buffer, 0, receiveTime, 0, NAMELESS, refusal, rows.shortSymbol()));
            return refusal;
        }
        return take(rows.encode(row, encoder, buffer, receiveTime, instrument));
    }

    /** Takes a record of a journal as it is. */
    public Refusal onEvent(DirectBuffer event, int offset, int length) {
        Refusal refusal = Refusal.get((short) core.onEvent(core.eventSequence() + 1, event, offset, length));
        if (refusal == Refusal.ACCEPTED
                && isOfTheMarket(header.wrap(event, offset).templateId())) {
            accepted++;
        }
        return refusal;
    }

    /** Says that nothing before a time will come for a symbol; one that is not known yet has nothing to close. */
    public void watermark(String symbol, long timeNs) {
        int instrument = core.instruments().numberOf(symbol);
        if (instrument != InstrumentTable.MISSING && core.movesWatermark(instrument, NAMELESS, timeNs)) {
            receiveTime = Math.max(receiveTime, timeNs);
            take(encoder.watermark(buffer, 0, receiveTime, timeNs, instrument, NAMELESS));
        }
    }

    /**
     * Ends the input: closes each instrument's last base bar.
     *
     * @param throughNs the data are complete up to here; 0: up to the base bar of the last event
     */
    public void end(long throughNs) {
        InstrumentTable instruments = core.instruments();
        for (int i = 0; i < instruments.count(); i++) {
            Instrument instrument = instruments.at(i);
            if (instrument.lastEventTime() != Instrument.UNKNOWN) {
                long last = EndOfInput.lastInstant(instrument.lastEventTime(), instrument.barsFrom());
                watermark(instrument.symbol(), EndOfInput.watermark(last, instrument.settings(), throughNs));
            }
        }
    }

    /** What the last refused row should have been. */
    public String message() {
        return rows.message();
    }

    /** Trades, quotes and bars that had an effect. */
    public long accepted() {
        return accepted;
    }

    /** The core, for questions. */
    public SignalCore core() {
        return core;
    }

    private int instrument(String symbol) {
        int known = core.instruments().numberOf(symbol);
        if (known != InstrumentTable.MISSING || core.checkInstrument(symbol) != Refusal.ACCEPTED) {
            return known;
        }
        int added = core.instruments().count();
        take(encoder.instrumentAdded(buffer, 0, receiveTime, added, symbol));
        return added;
    }

    private Refusal take(int length) {
        return onEvent(buffer, 0, length);
    }

    private static boolean isOfTheMarket(int templateId) {
        return templateId == TradeEventDecoder.TEMPLATE_ID
                || templateId == QuoteEventDecoder.TEMPLATE_ID
                || templateId == BarEventDecoder.TEMPLATE_ID;
    }
}
