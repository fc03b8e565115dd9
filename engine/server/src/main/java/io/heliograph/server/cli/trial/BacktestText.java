package io.heliograph.server.cli.trial;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.DataQuality;
import io.heliograph.server.backtest.InputFile;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.backtest.StrategyStatistics;
import io.heliograph.server.cli.console.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        lines.add(StatisticsTable.head("strategy"));
        result.statistics().forEach(each -> lines.add(StatisticsTable.row(each.strategy(), each)));
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
            JsonLine line = new JsonLine().put("strategy", each.strategy()).put("hash", hash(each.strategy()));
            StatisticsTable.put(line, "", each);
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

    private static String rejected(DataQuality quality) {
        return quality.rejected().entrySet().stream()
                .map(each -> " rejected." + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    }
}
