package io.heliograph.server.cli.indicator;

import io.heliograph.testkit.OracleCases.Case;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The expressions of the language that answer the cases of the oracle. */
final class OracleCalls {
    /** Names of a source's outputs that differ from ours. */
    private static final Map<String, String> OURS = Map.of("macd", ".line");

    /** Outputs of a source that are steps on the way and no outputs of ours. */
    private static final List<String> STEPS = List.of("dx", "atr", "atr_ma");

    private OracleCalls() {}

    /** The expression of one output of a case; null where it is none of ours. */
    static String of(Case one, String output) {
        if (STEPS.contains(output)) {
            return null;
        }
        return call(one) + (output.equals("value") ? "" : OURS.getOrDefault(output, "." + output));
    }

    /**
     * What lies between a source that answers 0 where its formula divides zero by zero, and our neutral value: a mean over
     * flat values is moved by the neutral value's share of its window.
     */
    static String shift(Case one, String output) {
        if (Set.of("rsi", "mfi").contains(one.indicator())) {
            return "if(flat(" + call(one) + "), 50, 0)";
        } else if (!Set.of("stoch", "stochrsi").contains(one.indicator())) {
            return "0";
        }
        String k = "sma(" + one.number("smooth") + ", of = if(flat(" + call(one) + ".raw), 50, 0))";
        return output.equals("k") ? k : "sma(" + one.number("d") + ", of = " + k + ")";
    }

    private static String call(Case one) {
        return switch (one.indicator()) {
            case "ema" -> call(one, "n") + (one.conv().equals("first") ? ", seed = first)" : ")");
            case "rsi" -> call(one, "n") + (one.conv().equals("cutler") ? ", smoothing = cutler)" : ")");
            case "atr" -> call(one, "n") + (one.conv().equals("tr0") ? ", first = range)" : ")");
            case "adx" -> call(one, "n") + (one.conv().equals("talib") ? ", seed = talib)" : ")");
            case "macd" -> call(one, "fast", "slow", "signal") + (one.conv().equals("talib") ? ", start = slow)" : ")");
            case "stochrsi" -> call(one, "n", "k", "smooth", "d") + ")";
            case "stoch" -> call(one, "n", "smooth", "d") + ")";
            case "bbands" -> call(one, "n", "k") + ")";
            case "keltner" -> call(one, "n", "atr", "k") + ")";
            case "tr" -> "tr()";
            case "obv" -> one.conv().equals("zero") ? "obv()" : "obv(start = volume)";
            case "vwap" ->
                switch (one.conv()) {
                    case "cum" -> "vwap_cum()";
                    case "day" -> "vwap()";
                    case "roll-ohlc4" -> "vwma(" + one.params().get("n") + ", of = ohlc4)";
                    default -> "vwap(n = " + one.params().get("n") + ")";
                };
            case "dynamic_bands" ->
                "dynamic_bands(" + one.params().get("atr_n") + ", "
                        + one.params().get("atr_period") + ", "
                        + one.params().get("base_lower") + ", " + one.params().get("base_upper") + ", "
                        + one.params().get("sensitivity") + ", "
                        + one.params().get("adjustment_factor") + ", "
                        + one.params().get("min_width") + ", " + one.params().get("max_width") + ", profile = seed)";
            default -> call(one, "n") + ")";
        };
    }

    private static String call(Case one, String... params) {
        StringBuilder call = new StringBuilder(one.indicator()).append('(');
        for (int i = 0; i < params.length; i++) {
            call.append(i == 0 ? "" : ", ").append(one.params().get(params[i]));
        }
        return call.toString();
    }
}
