package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.StrategyRules.Hold;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a document says, checked but for its expressions; filled by {@link DocumentReader}. */
final class Document {
    String id = "";
    String description = "";
    Timeframe timeframe;
    List<String> symbols = List.of("*");
    final SortedMap<String, Double> params = new TreeMap<>();
    final SortedMap<String, String> lets = new TreeMap<>();
    /** Names of params and definitions that have a problem; what uses them has none for that. */
    final SortedSet<String> broken = new TreeSet<>();

    final Map<Root, String> expressions = new EnumMap<>(Root.class);
    Hold hold = Hold.UNTIL;
    boolean rearm = true;
    int cooldownBars;
    int expiresBars;
    long expiresNs;
    boolean requiresConverged;
    boolean evaluatesFlat;
    boolean emitEvery;

    /** The canonical form: keys sorted, expressions as given, defaults filled in, params after overrides. */
    String canonical() {
        SortedMap<String, String> keys = new TreeMap<>();
        keys.put("id", quoted(id));
        keys.put("description", quoted(description));
        keys.put("timeframe", quoted(timeframe.toString()));
        keys.put("symbols", symbolList());
        keys.put("hold", quoted(hold == Hold.WHILE ? "while" : "until"));
        keys.put("ready", quoted(requiresConverged ? "CONVERGED" : "READY"));
        keys.put("flat", quoted(evaluatesFlat ? "evaluate" : "unknown"));
        keys.put("emit", quoted(emitEvery ? "every" : "change"));
        if (hold == Hold.UNTIL) {
            keys.put("rearm", Boolean.toString(rearm));
            keys.put("cooldown", quoted(cooldownBars + " bars"));
        }
        if (expiresBars > 0) {
            keys.put("expires", quoted(expiresBars + " bars"));
        } else if (expiresNs > 0) {
            keys.put("expires", quoted(Timeframe.ofNanos(expiresNs).toString()));
        }
        for (Root root : Root.values()) {
            String expression = expressions.get(root);
            if (expression != null) {
                keys.put(root.key(), quoted(expression));
            }
        }
        SortedMap<String, String> params = new TreeMap<>();
        this.params.forEach((name, value) -> params.put(name, Numbers.text(value)));
        putObject(keys, "params", params);
        SortedMap<String, String> lets = new TreeMap<>();
        this.lets.forEach((name, expression) -> lets.put(name, quoted(expression)));
        putObject(keys, "let", lets);
        StringBuilder text = new StringBuilder();
        keys.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    private String symbolList() {
        StringBuilder list = new StringBuilder("[");
        for (String symbol : symbols) {
            list.append(list.length() == 1 ? "" : ", ").append(quoted(symbol));
        }
        return list.append(']').toString();
    }

    private static void putObject(SortedMap<String, String> keys, String name, SortedMap<String, String> entries) {
        if (!entries.isEmpty()) {
            StringBuilder object = new StringBuilder("{\n");
            entries.forEach((key, value) ->
                    object.append("  ").append(key).append(" = ").append(value).append('\n'));
            keys.put(name, object.append('}').toString());
        }
    }

    /** A string as JSON has it; everything that is not printable ASCII is escaped, so the bytes are plain. */
    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                text.append(c);
            } else {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return text.append('"').toString();
    }
}
