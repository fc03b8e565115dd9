package io.heliograph.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.heliograph.core.Timeframe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads single keys and notes what is wrong with them, so that all problems are known at the end.
 *
 * <p>A key with a problem reads as some value in range; it is never used, because the problems are thrown.
 */
final class KeyReader {
    /** Where a value comes from that nobody set. */
    static final String DEFAULT = "default";

    private final Config config;
    private final List<ConfigProblem> problems;

    KeyReader(Config config, List<ConfigProblem> problems) {
        this.config = config;
        this.problems = problems;
    }

    String text(String key, String expected) {
        String text = anyText(key);
        if (text.isBlank()) {
            problem(key, expected);
        }
        return text;
    }

    String anyText(String key) {
        try {
            return config.getString(key);
        } catch (com.typesafe.config.ConfigException e) {
            problem(key, "a text");
            return "";
        }
    }

    boolean flag(String key) {
        try {
            return config.getBoolean(key);
        } catch (com.typesafe.config.ConfigException e) {
            problem(key, "true or false");
            return false;
        }
    }

    long wholeNumber(String key, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        try {
            double number = config.getDouble(key);
            if (number == Math.rint(number) && number >= least && number <= most) {
                return config.getLong(key);
            }
        } catch (com.typesafe.config.ConfigException e) {
            problem(key, expected);
            return least;
        }
        problem(key, expected);
        return least;
    }

    int port(String key) {
        return (int) wholeNumber(key, 0, 65_535);
    }

    /** A duration in nanoseconds. */
    long nanos(String key, Duration least, Duration most) {
        String expected = "a duration from " + text(least) + " to " + text(most) + ", such as 50ms, 5s or 1h";
        try {
            // A number alone would silently mean milliseconds.
            if (config.getString(key).matches("-?[0-9.]+")
                    && !config.getString(key).equals("0")) {
                problem(key, expected);
                return least.toNanos();
            }
            long nanos = config.getDuration(key, TimeUnit.NANOSECONDS);
            if (nanos >= least.toNanos() && nanos <= most.toNanos()) {
                return nanos;
            }
        } catch (com.typesafe.config.ConfigException e) {
            problem(key, expected);
            return least.toNanos();
        }
        problem(key, expected);
        return least.toNanos();
    }

    <E extends Enum<E>> E oneOf(String key, List<E> values) {
        String found = anyText(key);
        for (E value : values) {
            if (word(value).equals(found)) {
                return value;
            }
        }
        problem(key, "one of " + values.stream().map(KeyReader::word).collect(Collectors.joining(", ")));
        return values.get(0);
    }

    List<String> texts(String key) {
        try {
            return config.getStringList(key);
        } catch (com.typesafe.config.ConfigException e) {
            problem(key, "a list of texts");
            return List.of();
        }
    }

    /** A timeframe of time, in whole seconds and up to a week. */
    Timeframe timeframe(String key) {
        return timeframe(key, anyText(key));
    }

    List<Timeframe> timeframes(String key, int most) {
        List<Timeframe> timeframes = new ArrayList<>();
        for (String text : texts(key)) {
            timeframes.add(timeframe(key, text));
        }
        if (timeframes.isEmpty() || timeframes.size() > most) {
            problem(key, "1 to " + most + " timeframes");
        }
        return timeframes.stream().distinct().sorted().toList();
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    void problem(String key, String expected) {
        problems.add(new ConfigProblem(key, found(key), expected, origin(key)));
    }

    private Timeframe timeframe(String key, String text) {
        try {
            Timeframe timeframe = Timeframe.parse(text);
            if (timeframe.isTime() && timeframe.length() <= Timeframe.WEEK) {
                return timeframe;
            }
        } catch (IllegalArgumentException e) {
            problem(key, "a timeframe of time, such as 30s, 1m, 4h, 1d or 1w");
            return Timeframe.ONE_MINUTE;
        }
        problem(key, "a timeframe of time up to 1w");
        return Timeframe.ONE_MINUTE;
    }

    private String found(String key) {
        if (!config.hasPath(key)) {
            return "nothing";
        }
        ConfigValue value = config.getValue(key);
        return Shown.value(key, value, value.unwrapped().toString());
    }

    private String origin(String key) {
        return config.hasPath(key) ? origin(config.getValue(key)) : "nowhere";
    }

    static String origin(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        if (origin.description().startsWith(DEFAULT)) {
            return DEFAULT;
        }
        String place = origin.filename() != null
                ? origin.filename()
                : Stream.of(origin.description().split(": ")).findFirst().orElse("");
        return origin.lineNumber() > 0 ? place + ":" + origin.lineNumber() : place;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Duration duration) {
        return duration.isZero() ? "0s" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
