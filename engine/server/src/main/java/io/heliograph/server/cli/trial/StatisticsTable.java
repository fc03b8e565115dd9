package io.heliograph.server.cli.trial;

import io.heliograph.codec.output.Reason;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.cli.console.JsonLine;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the signals of strategies came to, a row of a table or members of a JSON object for each. */
final class StatisticsTable {
    private StatisticsTable() {}

    /** The names of the columns. */
    static String head(String first) {
        return String.format(
                Locale.ROOT,
                "%-28s %7s %6s %6s %6s %5s %6s %9s %9s %9s  %-14s  %s",
                first,
                "entries",
                "buy",
                "sell",
                "hold",
                "open",
                "hit",
                "return",
                "best",
                "worst",
                "Brier (const.)",
                "ended by");
    }

    /** @param name of the row */
    static String row(String name, StrategyStatistics each) {
        return String.format(
                Locale.ROOT,
                "%-28s %7d %6d %6d %6d %5d %6s %9s %9s %9s  %-14s  %s",
                name,
                each.entries(),
                each.buys(),
                each.sells(),
                each.holds(),
                each.open(),
                rounded("%.3f", each.hitRate()),
                percent(each.meanReturn()),
                percent(each.meanMfe()),
                percent(each.meanMae()),
                rounded("%.3f", each.brier()) + " (" + rounded("%.3f", each.constantBrier()) + ")",
                endings(each));
    }

    /** @param prefix of the names of the members */
    static void put(JsonLine line, String prefix, StrategyStatistics each) {
        line.put(prefix + "entries", each.entries())
                .put(prefix + "buys", each.buys())
                .put(prefix + "sells", each.sells())
                .put(prefix + "holds", each.holds())
                .put(prefix + "open", each.open())
                .put(prefix + "scored", each.scored())
                .put(prefix + "wins", each.wins())
                .put(prefix + "hit_rate", each.hitRate())
                .put(prefix + "mean_return", each.meanReturn())
                .put(prefix + "mean_mfe", each.meanMfe())
                .put(prefix + "mean_mae", each.meanMae())
                .put(prefix + "brier", each.brier())
                .put(prefix + "constant_brier", each.constantBrier());
        each.endings().forEach((reason, count) -> line.put(prefix + "ended." + reason, count));
    }

    private static String endings(StrategyStatistics each) {
        return each.endings().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Reason, Long> ending) -> -ending.getValue()))
                .map(ending -> ending.getKey().name().toLowerCase(Locale.ROOT) + " " + ending.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : rounded("%+.4f", 100 * share) + "%";
    }

    private static String rounded(String format, double x) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, format, x);
    }
}
