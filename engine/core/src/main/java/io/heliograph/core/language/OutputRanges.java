package io.heliograph.core.language;

import java.util.Map;
import java.util.TreeMap;

/**
 * The table of what the outputs of indicators can be: fixed ends, the ends of the input, or anything.
 *
 * <p>The warnings and the reference page are made from it. It has a row for every indicator of the {@link Catalogue}.
 */
final class OutputRanges {
    private static final Range PERCENT = new Range(0.0, 100.0);
    private static final Range DIRECTION = new Range(-1.0, 1.0);
    private static final Map<String, Rule> TABLE = new TreeMap<>();

    static {
        for (String average :
                new String[] {"sma", "wma", "smma", "median", "ema", "kama", "vwma", "highest", "lowest"}) {
            TABLE.put(average, new Rule(true, null));
        }
        for (String anything :
                new String[] {"dema", "tema", "hma", "trix", "mom", "linreg", "macd", "cci", "obv", "keltner"}) {
            TABLE.put(anything, new Rule(false, Range.ANY));
        }
        TABLE.put("roc", new Rule(false, Range.ANY));
        TABLE.put("zscore", new Rule(false, Range.ANY));
        TABLE.put("bbands", new Rule(false, Range.ANY));
        TABLE.put("stdev", new Rule(false, Range.NOT_NEGATIVE));
        TABLE.put("rsi", new Rule(false, PERCENT));
        TABLE.put("stochrsi", new Rule(false, PERCENT));
        TABLE.put("stoch", new Rule(false, PERCENT));
        TABLE.put("mfi", new Rule(false, PERCENT));
        TABLE.put("adx", new Rule(false, PERCENT));
        TABLE.put("willr", new Rule(false, new Range(-100.0, 0.0)));
        TABLE.put("aroon.up", new Rule(false, PERCENT));
        TABLE.put("aroon.down", new Rule(false, PERCENT));
        TABLE.put("aroon.oscillator", new Rule(false, new Range(-100.0, 100.0)));
        TABLE.put("tr", new Rule(false, Range.NOT_NEGATIVE));
        TABLE.put("atr", new Rule(false, Range.NOT_NEGATIVE));
        TABLE.put("natr", new Rule(false, Range.NOT_NEGATIVE));
        TABLE.put("donchian", new Rule(false, Range.POSITIVE));
        TABLE.put("vwap", new Rule(false, Range.POSITIVE));
        TABLE.put("vwap_cum", new Rule(false, Range.POSITIVE));
        TABLE.put("supertrend.line", new Rule(false, Range.ANY));
        TABLE.put("supertrend.direction", new Rule(false, DIRECTION));
        TABLE.put("psar.line", new Rule(false, Range.ANY));
        TABLE.put("psar.direction", new Rule(false, DIRECTION));
        TABLE.put("dynamic_bands.lower", new Rule(false, Range.ANY));
        TABLE.put("dynamic_bands.upper", new Rule(false, Range.ANY));
        TABLE.put("dynamic_bands.ratio", new Rule(false, Range.NOT_NEGATIVE));
    }

    private OutputRanges() {}

    /**
     * One row.
     *
     * @param isOfInput whether it never leaves the range of the input
     * @param range the ends otherwise
     */
    record Rule(boolean isOfInput, Range range) {}

    /** The row of an output; {@code output} is empty where the indicator has one. */
    static Rule of(String indicator, String output) {
        Rule rule = TABLE.get(indicator + "." + output);
        if (rule == null) {
            rule = TABLE.get(indicator);
        }
        if (rule == null) {
            throw new IllegalArgumentException("no row: indicator=" + indicator + " output=" + output);
        }
        return rule;
    }
}
