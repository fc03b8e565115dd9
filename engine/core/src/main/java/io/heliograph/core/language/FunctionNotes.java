package io.heliograph.core.language;

import java.util.Map;
import java.util.TreeMap;

/** What the reference page says of each function beside its signature; a row for every function of the catalogue. */
final class FunctionNotes {
    private static final Map<String, Note> TABLE = new TreeMap<>();

    static {
        put("abs", "size without sign", "0");
        put("sign", "1, 0 or -1", "0");
        put("sqrt", "square root; undefined below 0", "0");
        put("log", "natural logarithm; undefined at 0 and below", "0");
        put("exp", "e to the power of x", "0");
        put("floor", "largest whole number not above x", "0");
        put("ceil", "smallest whole number not below x", "0");
        put("round", "nearest whole number, a half to the even one", "0");
        put("min", "the least of 2 to 16", "0");
        put("max", "the largest of 2 to 16", "0");
        put("clamp", "x, but not below lo and not above hi: `min(max(x, lo), hi)`", "0");
        put("pow", "x to the power of y", "0");
        put("coalesce", "x where it is defined, else y", "0; ready when either is");
        put("if", "a where c is TRUE, b where it is FALSE; UNKNOWN or undefined where c is UNKNOWN", "0");
        put("sum", "of the last n values, this bar's included", "n-1");
        put("change", "`x - x[n]`", "n");
        put("count", "on how many of the last n bars c was TRUE; undefined if UNKNOWN is among them", "n-1");
        put("bars_since", "bars since c was TRUE, 0 on such a bar; undefined before the first", "0");
        put("value_when", "x on the latest bar on which c was TRUE", "0");
        put("cross_above", "`x > y and x[1] <= y[1]`", "1");
        put("cross_below", "`x < y and x[1] >= y[1]`", "1");
        put("cross", "either of the two", "1");
        put("rising", "each of the last n steps went up", "n");
        put("falling", "each of the last n steps went down", "n");
        put("within", "c was TRUE on at least one of the last n bars", "n-1");
        put("always", "c was TRUE on each of the last n bars", "n-1");
        put("defined", "whether x has a value; never UNKNOWN", "ready at once");
        put("flat", "whether x is FLAT; never UNKNOWN", "0");
    }

    private FunctionNotes() {}

    /**
     * One row.
     *
     * @param meaning what it answers
     * @param bars by how many bars it is ready after its arguments
     */
    record Note(String meaning, String bars) {}

    static Note of(String function) {
        Note note = TABLE.get(function);
        if (note == null) {
            throw new IllegalArgumentException("no row: function=" + function);
        }
        return note;
    }

    private static void put(String function, String meaning, String bars) {
        TABLE.put(function, new Note(meaning, bars));
    }
}
