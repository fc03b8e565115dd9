package io.heliograph.server.sequencer;

import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.server.ingress.SymbolMap;
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
    private final String[] symbols;

    private int told;

    /**
     * @param known as recovered
     * @param most instruments there can be
     */
    InstrumentBook(InstrumentTable known, int most, SymbolMap published) {
        this.published = published;
        this.symbols = new String[Math.max(most, known.count())];
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
        symbols[number] = symbol;
        numbers.put(symbol, number);
        return number;
    }

    boolean isFull() {
        return numbers.size() == symbols.length;
    }

    /** Tells the doors what is new; after the events were applied. */
    void publish() {
        while (told < numbers.size()) {
            published.add(told, symbols[told]);
            told++;
        }
    }
}
