package io.heliograph.core.instrument;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.StateTexts;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;

/**
 * The instruments by number, and what was declared for those still to come.
 *
 * <p>Belongs to the core's thread.
 */
public final class InstrumentTable {
    /** Answered where a symbol has no number. */
    public static final int MISSING = -1;

    private final List<Instrument> instruments = new ArrayList<>();
    private final Object2IntHashMap<String> numbers = new Object2IntHashMap<>(MISSING);

    private Declarations declarations = new Declarations();
    private InstrumentSettings defaults;
    private int historyBars;

    /** Puts the settings of instruments that nothing declares in force, for every one without bars. */
    public void useDefaults(InstrumentSettings defaults, int historyBars) {
        this.defaults = defaults;
        this.historyBars = historyBars;
        settleOpenOnes();
    }

    /** Takes the next instrument. */
    public Instrument add(int number, String symbol) {
        if (number != instruments.size() || numbers.containsKey(symbol)) {
            throw new IllegalStateException("expected the next free number and a new symbol: number=" + number
                    + " next=" + instruments.size() + " symbol=" + symbol);
        }
        Instrument instrument = new Instrument(number, symbol);
        instrument.settle(settingsFor(symbol), historyBars);
        instruments.add(instrument);
        numbers.put(symbol, number);
        return instrument;
    }

    /** What {@link #declare} would answer; changes nothing. */
    public Refusal checkDeclaration(String pattern, InstrumentSettings settings) {
        Refusal refusal = settings.check();
        if (refusal != Refusal.ACCEPTED) {
            return refusal;
        }
        if (settings.equals(declarations.declared(pattern))) {
            return Refusal.UNCHANGED;
        }
        if (!declarations.hasRoomFor(pattern)) {
            return Refusal.STATE_LIMIT;
        }
        Declarations next = declarations.copy();
        next.put(pattern, settings);
        for (Instrument instrument : instruments) {
            if (instrument.isSettled() && SymbolPattern.matches(pattern, instrument.symbol())) {
                if (!isSameShape(instrument, next.settingsFor(instrument.symbol()))) {
                    return Refusal.INSTRUMENT_SETTLED;
                }
            }
        }
        return Refusal.ACCEPTED;
    }

    /** Puts settings in force for the symbols that match, now and later; all of it or nothing. */
    public Refusal declare(String pattern, InstrumentSettings settings) {
        Refusal refusal = checkDeclaration(pattern, settings);
        if (refusal == Refusal.ACCEPTED) {
            declarations.put(pattern, settings);
            settleOpenOnes();
        }
        return refusal;
    }

    /** How many there are; their numbers are 0 to one below. */
    public int count() {
        return instruments.size();
    }

    /** The instrument of a number that was given. */
    public Instrument at(int number) {
        return instruments.get(number);
    }

    /** Number of a symbol, or {@link #MISSING}. */
    public int numberOf(CharSequence symbol) {
        return numbers.getValue(symbol.toString());
    }

    public String symbol(int number) {
        return at(number).symbol();
    }

    public long watermark(int number) {
        return at(number).watermark();
    }

    public InstrumentSettings settings(int number) {
        return at(number).settings();
    }

    public BarsFrom barsFrom(int number) {
        return at(number).barsFrom();
    }

    /** The settings that a symbol has, or would have. */
    public InstrumentSettings settingsFor(String symbol) {
        InstrumentSettings declared = declarations.settingsFor(symbol);
        return declared == null ? defaults : declared;
    }

    /** Writes the declarations, and every instrument with the settings it was given. */
    public void save(StateSink sink) {
        declarations.save(sink);
        sink.putLong(instruments.size());
        for (Instrument instrument : instruments) {
            StateTexts.put(sink, instrument.symbol());
            instrument.settings().save(sink);
            // Settings that came after the first bar changed what is kept for others, and not for it.
            sink.putLong(instrument.bars().history().capacity());
            instrument.save(sink);
        }
    }

    /** Takes what {@link #save} wrote into a table without instruments, under the defaults in force. */
    public void restore(StateSource source, InstrumentSettings defaults, int historyBars) {
        this.defaults = defaults;
        this.historyBars = historyBars;
        declarations.restore(source);
        for (int i = source.getCount(1); i > 0; i--) {
            Instrument instrument = new Instrument(instruments.size(), StateTexts.get(source));
            InstrumentSettings settings = InstrumentSettings.restored(source);
            instrument.settle(settings, restoredHistory(source));
            instrument.restore(source);
            numbers.put(instrument.symbol(), instrument.number());
            instruments.add(instrument);
        }
    }

    private static int restoredHistory(StateSource source) {
        long bars = source.getLong();
        if (bars < 1 || bars > CoreSettings.MAX_HISTORY_BARS) {
            throw new IllegalStateException(
                    "expected how many bars are kept: historyBars=" + bars + " most=" + CoreSettings.MAX_HISTORY_BARS);
        }
        return (int) bars;
    }

    private void settleOpenOnes() {
        for (Instrument instrument : instruments) {
            InstrumentSettings now = settingsFor(instrument.symbol());
            if (!instrument.isSettled() && !now.equals(instrument.settings())) {
                instrument.settle(now, historyBars);
            }
        }
    }

    /** What AUTO became counts as declared. */
    private static boolean isSameShape(Instrument instrument, InstrumentSettings now) {
        InstrumentSettings settings = instrument.settings();
        boolean sameOrigin = now.barsFrom() == BarsFrom.AUTO || now.barsFrom() == instrument.barsFrom();
        return sameOrigin
                && settings.base().equals(now.base())
                && settings.latenessNs() == now.latenessNs()
                && settings.gaps() == now.gaps()
                && settings.sources().equals(now.sources())
                && settings.dayStartNs() == now.dayStartNs();
    }
}
