package io.heliograph.core.language;

import java.util.Map;

/** What other languages write, and what is written here. */
final class ForeignWords {
    private static final Map<String, String> SYMBOLS = Map.of(
            "&&", "write 'and' for '&&'",
            "||", "write 'or' for '||'",
            "!", "write 'not' for '!'",
            "&", "write 'and' for '&'",
            "|", "write 'or' for '|'",
            "?", "write if(c, a, b) for c ? a : b",
            "=", "write '==' for '=': '=' only names an argument");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("crossover", "cross_above"),
            Map.entry("crossed_above", "cross_above"),
            Map.entry("crossunder", "cross_below"),
            Map.entry("crossed_below", "cross_below"),
            Map.entry("nz", "coalesce(x, y)"),
            Map.entry("na", "not defined(x)"),
            Map.entry("rma", "smma"),
            Map.entry("wilder", "smma"),
            Map.entry("bb", "bbands"),
            Map.entry("BBANDS", "bbands"),
            Map.entry("barssince", "bars_since"),
            Map.entry("valuewhen", "value_when"),
            Map.entry("hour", "utc_minute"),
            Map.entry("minute", "utc_minute"),
            Map.entry("shift", "x[n] for shift(x, n)"),
            Map.entry("AND", "and"),
            Map.entry("OR", "or"),
            Map.entry("NOT", "not"));

    private ForeignWords() {}

    /** The advice for a foreign operator, or null. */
    static String ofSymbol(String symbol) {
        return SYMBOLS.get(symbol);
    }

    /** What to write for a foreign name, or null. */
    static String ofName(String name) {
        return NAMES.get(name);
    }
}
