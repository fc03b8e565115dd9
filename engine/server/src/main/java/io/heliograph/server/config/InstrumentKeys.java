package io.heliograph.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Reads one pattern of {@code instruments {}}. */
final class InstrumentKeys {
    static final List<BarsFrom> BARS_FROM =
            List.of(BarsFrom.AUTO, BarsFrom.TRADES, BarsFrom.BID, BarsFrom.ASK, BarsFrom.MID, BarsFrom.BARS);

    private static final int LONGEST_PATTERN = 32;
    private static final Duration LATEST_DAY_START = Duration.ofDays(1).minusNanos(1);

    private final Config config;
    private final List<ConfigProblem> problems;
    private final String pattern;
    private final CoreConfig core;

    InstrumentKeys(Config all, List<ConfigProblem> problems, String pattern, CoreConfig core) {
        this.config = withDefaults(all, pattern, core);
        this.problems = problems;
        this.pattern = pattern;
        this.core = core;
    }

    InstrumentConfig read() {
        KeyReader keys = new KeyReader(config, problems);
        String path = ConfigUtil.joinPath("instruments", pattern);
        if (config.getValue(path).valueType() != ConfigValueType.OBJECT) {
            keys.problem(path, "an object such as { base = 1m }");
            return new InstrumentConfig(pattern, core.base(), BarsFrom.AUTO, 0, GapPolicy.LEAVE, List.of(), 0);
        }
        if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN || !pattern.matches("[!-~&&[^,\"'@!]]+")) {
            keys.problem(path, "a pattern of 1 to " + LONGEST_PATTERN + " printable characters, with * and ?");
        }
        refuseUnknownKeys(keys, path);
        Timeframe base = keys.timeframe(path("base"));
        return new InstrumentConfig(
                pattern,
                base,
                keys.oneOf(path("bars_from"), BARS_FROM),
                keys.nanos(
                        path("lateness"), Duration.ZERO, Duration.ofNanos((BarBuilder.MAX_OPEN - 1) * base.length())),
                gaps(keys, path("gaps")),
                sources(keys),
                keys.nanos(path("day_start"), Duration.ZERO, LATEST_DAY_START));
    }

    /** {@code none} or {@code fill}. */
    static GapPolicy gaps(KeyReader keys, String key) {
        return switch (keys.anyText(key)) {
            case "none" -> GapPolicy.LEAVE;
            case "fill" -> GapPolicy.FILL;
            default -> {
                keys.problem(key, "one of none, fill");
                yield GapPolicy.LEAVE;
            }
        };
    }

    private List<String> sources(KeyReader keys) {
        List<String> sources = keys.texts(path("sources"));
        if (!sources.stream().allMatch(source -> source.matches("[!-~&&[^,]]{1,64}"))) {
            keys.problem(path("sources"), "names of 1 to 64 printable characters without space and comma");
        }
        return sources;
    }

    private void refuseUnknownKeys(KeyReader keys, String path) {
        KnownKeys known = new KnownKeys();
        defaults(core).keySet().forEach(known::add);
        ConfigObject object = config.getObject(path);
        for (String key : new TreeSet<>(object.keySet())) {
            if (!known.holds(key)) {
                keys.problem(path(key), "a known key, such as " + known.nearest(key));
            }
        }
    }

    private String path(String key) {
        return ConfigUtil.joinPath("instruments", pattern, key);
    }

    private static Config withDefaults(Config all, String pattern, CoreConfig core) {
        String path = ConfigUtil.joinPath("instruments", pattern);
        return all.withFallback(
                ConfigValueFactory.fromMap(defaults(core), KeyReader.DEFAULT).atPath(path));
    }

    private static Map<String, Object> defaults(CoreConfig core) {
        return Map.of(
                "base",
                core.base().toString(),
                "bars_from",
                core.barsFrom().name().toLowerCase(Locale.ROOT),
                "lateness",
                core.latenessNs() + "ns",
                "gaps",
                core.gaps() == GapPolicy.FILL ? "fill" : "none",
                "sources",
                List.of(),
                "day_start",
                "0s");
    }
}
