package io.heliograph.core.pipeline;

import io.heliograph.core.language.RandomExpressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A whole document drawn from a seed: params, definitions, conditions, levels and rules. */
final class RandomDocument {
    final Map<String, Double> params = new TreeMap<>();
    final Map<String, String> lets = new TreeMap<>();
    final Map<String, String> expressions = new LinkedHashMap<>();
    final List<String> rules = new ArrayList<>();
    final boolean evaluatesFlat;

    private final Random random;
    private final RandomExpressions drawn;

    RandomDocument(Random random) {
        this.random = random;
        this.drawn = new RandomExpressions(random);
        this.evaluatesFlat = random.nextInt(4) == 0;
        params.put("p", 1.0 + random.nextInt(4));
        params.put("q", random.nextInt(9) * 0.25);
        lets.put("c1", condition());
        lets.put("m1", "bbands(p + 1, 2)");
        lets.put("n1", drawn.number(1));
        lets.put("n2", "(n1 - m1.middle)");
        boolean isWhile = random.nextInt(4) == 0;
        expressions.put("buy", condition());
        if (random.nextInt(4) > 0) {
            expressions.put("sell", condition());
        }
        if (isWhile) {
            rules.add("hold = while");
        } else {
            exits();
            rules();
        }
        levels();
        rules.add("emit = " + (random.nextInt(4) == 0 ? "every" : "change"));
        rules.add("flat = " + (evaluatesFlat ? "evaluate" : "unknown"));
    }

    /** The document's text. */
    String text() {
        StringBuilder text = new StringBuilder("id = drawn\ntimeframe = 1m\nparams {\n");
        params.forEach((name, value) ->
                text.append("  ").append(name).append(" = ").append(value).append('\n'));
        text.append("}\nlet {\n");
        lets.forEach((name, value) ->
                text.append("  ").append(name).append(" = \"").append(value).append("\"\n"));
        text.append("}\n");
        expressions.forEach(
                (name, value) -> text.append(name).append(" = \"").append(value).append("\"\n"));
        rules.forEach(rule -> text.append(rule).append('\n'));
        return text.toString();
    }

    private String condition() {
        return switch (random.nextInt(8)) {
            case 0 -> "cross_above(close, sma(p))";
            case 1 -> "close < open or " + drawn.condition(1);
            case 2 -> lets.containsKey("n2") ? "n2 > q or c1" : "close > close[p]";
            case 3 -> random.nextBoolean() ? "(rsi(p + 1) > 60) @ 5m" : "rsi(p + 1) > 60 @ 5m";
            case 4 -> lets.containsKey("n2") ? "c1[1] and m1.percent_b > 0.5" : "m1.percent_b < q";
            default -> drawn.condition(2);
        };
    }

    private void exits() {
        if (random.nextInt(3) == 0) {
            expressions.put("exit", "side * (close - entry) > q and bars_held >= p or " + drawn.condition(1));
        }
        if (random.nextInt(3) == 0) {
            expressions.put("exit_buy", "bars_held > 3 * p or close < entry - side");
        }
        if (random.nextInt(3) == 0) {
            expressions.put("exit_sell", "not (entry > close) and " + drawn.condition(1));
        }
    }

    private void rules() {
        if (random.nextInt(3) == 0) {
            rules.add("rearm = false");
        }
        if (random.nextInt(3) == 0) {
            rules.add("cooldown = " + random.nextInt(5) + " bars");
        }
        switch (random.nextInt(3)) {
            case 0 -> rules.add("expires = " + (1 + random.nextInt(9)) + " bars");
            case 1 -> rules.add("expires = " + (30 + random.nextInt(600)) + "s");
            default -> {}
        }
    }

    private void levels() {
        if (random.nextBoolean()) {
            expressions.put(
                    "stop",
                    random.nextBoolean()
                            ? "close - side * q * atr(p)"
                            : "if(side > 0, lowest(p)[1], highest(p)) + (n1 - n1)");
        }
        if (random.nextBoolean()) {
            expressions.put(
                    "target",
                    random.nextBoolean() ? "close + side * (atr(p) @ 5m)" : "m1.middle + side * " + drawn.number(1));
        }
        if (random.nextBoolean()) {
            expressions.put("confidence", random.nextBoolean() ? "0.5 + side * m1.percent_b / p" : drawn.number(1));
        }
    }
}
