package io.heliograph.core.language;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What other languages write, and what is written here. */
final class ForeignWords {
    private static final Map<String, String> SYMBOLS = new TreeMap<>();
    private static final Map<String, String> NAMES = new TreeMap<>();

    static {
        SYMBOLS.put("&&", "write 'and' for '&&'");
        SYMBOLS.put("||", "write 'or' for '||'");
        SYMBOLS.put("!", "write 'not' for '!'");
        SYMBOLS.put("&", "write 'and' for '&'");
        SYMBOLS.put("|", "write 'or' for '|'");
        SYMBOLS.put("?", "write if(c, a, b) for c ? a : b");
        SYMBOLS.put("=", "write '==' for '=': '=' only names an argument");
        NAMES.put("crossover", "cross_above");
        NAMES.put("crossed_above", "cross_above");
        NAMES.put("crossunder", "cross_below");
        NAMES.put("crossed_below", "cross_below");
        NAMES.put("nz", "coalesce(x, y)");
        NAMES.put("na", "not defined(x)");
        NAMES.put("rma", "smma");
        NAMES.put("wilder", "smma");
        NAMES.put("bb", "bbands");
        NAMES.put("BBANDS", "bbands");
        NAMES.put("barssince", "bars_since");
        NAMES.put("valuewhen", "value_when");
        NAMES.put("hour", "utc_minute");
        NAMES.put("minute", "utc_minute");
        NAMES.put("shift", "x[n] for shift(x, n)");
        NAMES.put("AND", "and");
        NAMES.put("OR", "or");
        NAMES.put("NOT", "not");
    }

    private ForeignWords() {}

    /** Every foreign operator with its advice. */
    static Map<String, String> symbols() {
        return Collections.unmodifiableMap(SYMBOLS);
    }

    /** Every foreign name with what to write. */
    static Map<String, String> names() {
        return Collections.unmodifiableMap(NAMES);
    }

    /** The advice for a foreign operator, or null. */
    static String ofSymbol(String symbol) {
        return SYMBOLS.get(symbol);
    }

    /** What to write for a foreign name, or null. */
    static String ofName(String name) {
        return NAMES.get(name);
    }
}
