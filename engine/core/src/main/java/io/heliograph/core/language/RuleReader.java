package io.heliograph.core.language;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.StrategyRules.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a document says beside its names and expressions: id, timeframe, symbols, and the rules of its stance. */
final class RuleReader {
    private static final List<String> NOT_WITH_WHILE =
            List.of("exit", "exit_buy", "exit_sell", "expires", "cooldown", "rearm");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern BARS = Pattern.compile("([0-9]{1,7}) bars");
    private static final int MAX_BARS = 1_000_000;
    static final int MAX_SYMBOLS = 1_000;
    private static final int MAX_PATTERN = 64;

    private final ConfigObject root;
    private final DocumentReader reader;
    private final Document document;

    RuleReader(ConfigObject root, DocumentReader reader, Document document) {
        this.root = root;
        this.reader = reader;
        this.document = document;
    }

    /** Reads them all; each that is wrong is a problem and keeps its default. */
    void read() {
        id();
        document.description = string("description", "");
        document.timeframe = timeframe();
        symbols();
        document.hold = choice("hold", "until", "while") == 1 ? Hold.WHILE : Hold.UNTIL;
        document.rearm = truth("rearm");
        document.cooldownBars = bars("cooldown", string("cooldown", "0 bars"), 0);
        expires();
        document.requiresConverged = choice("ready", "READY", "CONVERGED") == 1;
        document.evaluatesFlat = choice("flat", "unknown", "evaluate") == 1;
        document.emitEvery = choice("emit", "change", "every") == 1;
        if (document.hold == Hold.WHILE) {
            for (String key : NOT_WITH_WHILE) {
                if (root.containsKey(key)) {
                    reader.problem(key, "'" + key + "' has no meaning with hold = while: remove one of them");
                }
            }
        }
    }

    private void id() {
        document.id = string("id", null);
        if (document.id != null && !ID.matcher(document.id).matches()) {
            reader.problem(
                    "id", "an id is a lower-case letter, then up to 62 of a-z 0-9 -: found '" + document.id + "'");
        }
    }

    private Timeframe timeframe() {
        String word = string("timeframe", null);
        if (word == null) {
            return null;
        }
        try {
            return Timeframe.parse(word);
        } catch (IllegalArgumentException e) {
            reader.problem("timeframe", e.getMessage());
            return null;
        }
    }

    private void symbols() {
        ConfigValue value = root.get("symbols");
        if (value == null) {
            return;
        } else if (value.valueType() != ConfigValueType.LIST) {
            reader.problem(
                    "symbols", "expected a list of patterns such as [\"*\"]: found " + DocumentReader.type(value));
            return;
        }
        List<String> patterns = new ArrayList<>();
        for (ConfigValue each : (ConfigList) value) {
            String pattern = each.valueType() == ConfigValueType.STRING ? (String) each.unwrapped() : "";
            if (!SymbolPatterns.isPattern(pattern) || pattern.length() > MAX_PATTERN) {
                String found =
                        pattern.isEmpty() ? DocumentReader.type(each) : "'" + DocumentReader.shown(pattern) + "'";
                reader.problem(
                        "symbols", "expected a symbol, * and ? standing for any, ! in front excluding: found " + found);
                return;
            }
            patterns.add(pattern);
        }
        if (patterns.isEmpty() || patterns.size() > MAX_SYMBOLS) {
            reader.problem("symbols", "expected 1 to " + MAX_SYMBOLS + " patterns: found " + patterns.size());
            return;
        }
        document.symbols = List.copyOf(patterns);
    }

    private void expires() {
        String word = string("expires", "");
        if (word.isEmpty()) {
            return;
        } else if (BARS.matcher(word).matches()) {
            document.expiresBars = bars("expires", word, 1);
            return;
        }
        try {
            Timeframe duration = Timeframe.parse(word);
            if (duration.isTime()) {
                document.expiresNs = duration.length();
                return;
            }
        } catch (IllegalArgumentException e) {
            // Not a duration: the problem below names both forms that are.
        }
        reader.problem(
                "expires",
                "expected a number of bars or a duration, 30 bars or 4h: found '" + DocumentReader.shown(word) + "'");
    }

    private int bars(String key, String word, int least) {
        Matcher matcher = BARS.matcher(word);
        int bars = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
        if (bars < least || bars > MAX_BARS) {
            reader.problem(
                    key,
                    "expected " + least + " to " + MAX_BARS + " bars, such as 5 bars: found '"
                            + DocumentReader.shown(word) + "'");
            return least;
        }
        return bars;
    }

    private boolean truth(String key) {
        ConfigValue value = root.get(key);
        if (value == null) {
            return true;
        } else if (value.unwrapped() instanceof Boolean truth) {
            return truth;
        }
        reader.problem(key, "expected true or false: found " + DocumentReader.type(value));
        return true;
    }

    /** The ordinal of the word, 0 where the key is absent. */
    private int choice(String key, String... words) {
        String word = string(key, words[0]);
        int index = List.of(words).indexOf(word == null ? words[0] : word);
        if (index < 0) {
            reader.problem(
                    key, "expected " + String.join(" or ", words) + ": found '" + DocumentReader.shown(word) + "'");
        }
        return index;
    }

    /** A text; a key that is absent answers the fallback, and is a problem where that is null. */
    private String string(String key, String fallback) {
        ConfigValue value = root.get(key);
        if (value == null) {
            if (fallback == null) {
                reader.problem(key, "this key is required");
            }
            return fallback;
        } else if (value.valueType() == ConfigValueType.STRING) {
            return (String) value.unwrapped();
        }
        reader.problem(key, "expected a text: found " + DocumentReader.type(value));
        return fallback;
    }
}
