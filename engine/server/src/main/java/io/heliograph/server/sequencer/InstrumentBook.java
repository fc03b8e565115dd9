package io.heliograph.server.sequencer;

import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.server.ingress.SymbolMap;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;

/**
 * The instruments as they will be once the events taken in are applied; the doors hear of them after that.
 *
 * <p>Belongs to the sequencer's thread.
 */
final class InstrumentBook {
    /** Answered where a symbol has no number. */
    static final int MISSING = -1;

    private final Object2IntHashMap<String> numbers = new Object2IntHashMap<>(MISSING);
    private final SymbolMap published;
    private final List<String> symbols = new ArrayList<>();

    private int told;

    /**
     * @param known as recovered
     * @param published told of them
     */
    InstrumentBook(InstrumentTable known, SymbolMap published) {
        this.published = published;
        for (int i = 0; i < known.count(); i++) {
            add(known.symbol(i));
        }
        publish();
    }

    int numberOf(String symbol) {
        return numbers.getValue(symbol);
    }

    /** Numbers a new symbol. */
    int add(String symbol) {
        int number = numbers.size();
        symbols.add(symbol);
        numbers.put(symbol, number);
        return number;
    }

    /** Tells the doors what is new; after the events were applied. */
    void publish() {
        while (told < numbers.size()) {
            published.add(told, symbols.get(told));
            told++;
        }
    }
}
