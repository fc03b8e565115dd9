package io.heliograph.server.cli;

import io.heliograph.codec.output.Reason;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.DataQuality;
import io.heliograph.server.backtest.InputFile;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.backtest.StrategyStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run came to, as lines for people or as JSON. */
final class BacktestText {
    private final BacktestResult result;
    private final double seconds;

    /** @param seconds that the run took */
    BacktestText(BacktestResult result, double seconds) {
        this.result = result;
        this.seconds = seconds;
    }

    /** Inputs, quality of the data, a table of the strategies, the digest. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (InputFile input : result.inputs()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-7s  %s  rows=%d bad=%d%s",
                    input.kind().name().toLowerCase(Locale.ROOT),
                    input.name(),
                    input.rows(),
                    input.bad(),
                    input.sha256().isEmpty() ? "" : "  sha256=" + input.sha256()));
        }
        DataQuality quality = result.quality();
        lines.add(String.format(
                Locale.ROOT,
                "data     events=%d accepted=%d late=%d bad=%d gaps=%d first=%d filled=%d%s",
                quality.events(),
                quality.accepted(),
                quality.late(),
                quality.badRows(),
                quality.gaps(),
                quality.firstBars(),
                quality.filledBars(),
                rejected(quality)));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-28s %7s %6s %6s %6s %5s %6s %9s %9s %9s  %-14s  %s",
                "strategy",
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
                "ended by"));
        result.statistics().forEach(each -> lines.add(row(each)));
        lines.add("");
        lines.add("bars     " + result.barCount() + ", signals "
                + result.signals().size());
        lines.add("build    " + result.buildVersion() + ", core level " + result.coreLevel());
        lines.add("digest   " + result.contentDigest());
        lines.add(String.format(
                Locale.ROOT, "time     %.1f s, %,.0f events/s", seconds, quality.events() / Math.max(1e-9, seconds)));
        return lines;
    }

    /** One object for each strategy, then one for the run. */
    List<String> json() {
        List<String> lines = new ArrayList<>();
        for (StrategyStatistics each : result.statistics()) {
            JsonLine line = new JsonLine()
                    .put("strategy", each.strategy())
                    .put("hash", hash(each.strategy()))
                    .put("entries", each.entries())
                    .put("buys", each.buys())
                    .put("sells", each.sells())
                    .put("holds", each.holds())
                    .put("open", each.open())
                    .put("scored", each.scored())
                    .put("wins", each.wins())
                    .put("hit_rate", each.hitRate())
                    .put("mean_return", each.meanReturn())
                    .put("mean_mfe", each.meanMfe())
                    .put("mean_mae", each.meanMae())
                    .put("brier", each.brier())
                    .put("constant_brier", each.constantBrier());
            each.endings().forEach((reason, count) -> line.put("ended." + reason, count));
            lines.add(line.toString());
        }
        DataQuality quality = result.quality();
        JsonLine run = new JsonLine()
                .put("inputs", result.inputs().stream().map(InputFile::name).toList())
                .put("sha256", result.inputs().stream().map(InputFile::sha256).toList())
                .put("events", quality.events())
                .put("accepted", quality.accepted())
                .put("late", quality.late())
                .put("bad", quality.badRows())
                .put("gaps", quality.gaps())
                .put("first_bars", quality.firstBars())
                .put("filled_bars", quality.filledBars());
        quality.rejected().forEach((reason, count) -> run.put("rejected." + reason, count));
        lines.add(run.put("bars", result.barCount())
                .put("signals", result.signals().size())
                .put("content_digest", result.contentDigest())
                .put("build", result.buildVersion())
                .put("core_level", result.coreLevel())
                .put("seconds", Math.rint(seconds * 1000) / 1000)
                .toString());
        return lines;
    }

    private String hash(String strategy) {
        return result.strategies().stream()
                .filter(document -> document.id().equals(strategy))
                .map(StrategyDocument::hash)
                .findFirst()
                .orElse("");
    }

    private static String row(StrategyStatistics each) {
        return String.format(
                Locale.ROOT,
                "%-28s %7d %6d %6d %6d %5d %6s %9s %9s %9s  %-14s  %s",
                each.strategy(),
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

    private static String endings(StrategyStatistics each) {
        return each.endings().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Reason, Long> ending) -> -ending.getValue()))
                .map(ending -> ending.getKey().name().toLowerCase(Locale.ROOT) + " " + ending.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String rejected(DataQuality quality) {
        return quality.rejected().entrySet().stream()
                .map(each -> " rejected." + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : rounded("%+.4f", 100 * share) + "%";
    }

    private static String rounded(String format, double x) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, format, x);
    }
}
