package io.heliograph.server.ingress;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which number a symbol has, and which symbol a number.
 *
 * <p>Written by the sequencer alone, after the instrument's event was applied; read by any thread.
 */
public final class SymbolMap {
    /** Answered where a symbol has no number yet. */
    public static final int MISSING = RingRecord.NO_INSTRUMENT;

    private final ConcurrentMap<String, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<String> symbols;

    public SymbolMap(int maxInstruments) {
        this.symbols = new AtomicReferenceArray<>(maxInstruments);
    }

    public void add(int number, String symbol) {
        symbols.set(number, symbol);
        numbers.put(symbol, number);
    }

    /** The number of a symbol, or {@link #MISSING}. */
    public int numberOf(String symbol) {
        Integer number = numbers.get(symbol);
        return number == null ? MISSING : number;
    }

    /** The symbol of a number; empty where there is none. */
    public String symbol(int number) {
        String symbol = number < 0 ? null : symbols.get(number);
        return symbol == null ? "" : symbol;
    }
}
