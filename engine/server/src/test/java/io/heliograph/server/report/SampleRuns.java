package io.heliograph.server.report;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BacktestRun;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.report.SampleTrades.Session;
import io.heliograph.server.whatif.BarOrdinals;
import io.heliograph.server.whatif.Diff;
import io.heliograph.server.whatif.WhatIf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs over seeded trades, each for something that a report has to show well. */
final class SampleRuns {
    private static final List<String> HOUSES = List.of(
            "momentum", "mean-reversion", "trend-following", "stochrsi-dynamic-bands", "stochrsi-dynamic-bands-seed");

    /** Its text would leave every block of the page that did not take care. */
    private static final String HOSTILE = """
            id = hostile
            description = "</script><script>document.title='broken'</script><!-- <img src=x onerror=alert(1)> & \\u2028"
            timeframe = 1m
            symbols = ["*"]
            let { gap = "close / (close - open)", trend = "close > open" }
            buy = "cross_above(rsi(5), 55)"
            sell = "cross_below(rsi(5), 45)"
            emit = every
            """;

    private SampleRuns() {}

    /** Two symbols, three sessions with nights between, five strategies, and a few rows that are wrong. */
    static BacktestResult usual(Path folder) throws Exception {
        Path one = SampleTrades.write(folder.resolve("usual-1.csv"), "ALFA", 7, "2024-03-04", Session.EXCHANGE);
        Path two = SampleTrades.write(folder.resolve("usual-2.csv"), "BETA", 8, "2024-03-04", Session.EXCHANGE);
        Files.writeString(
                two,
                "BETA,2024-03-04T15:00:00Z,50,10\nBETA,2024-03-06T20:59:59Z,-1,10\nBETA,2024-03-06T20:59:59Z,ten,10\n",
                StandardOpenOption.APPEND);
        return run(List.of(one, two), houses(Optional.empty()), CoreSettings.defaults());
    }

    /** One symbol, one short session, a strategy whose text is hostile and whose line has holes. */
    static BacktestResult hostile(Path folder) throws Exception {
        Path file = SampleTrades.write(
                folder.resolve("a<b>&'.csv"), "X<Y>", 3, "2024-03-04", new Session(52_200, 7_200, 6, 1));
        return run(List.of(file), List.of(compiled(HOSTILE, Optional.empty())), CoreSettings.defaults());
    }

    /** Bars, and nobody who says anything about them. */
    static BacktestResult silent(Path folder) throws Exception {
        Path file =
                SampleTrades.write(folder.resolve("silent.csv"), "ALFA", 5, "2024-03-04", new Session(0, 9_000, 6, 1));
        return run(List.of(file), List.of(), CoreSettings.defaults());
    }

    /** A file without a row. */
    static BacktestResult empty(Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("empty.csv"), "symbol,time,price,size\n");
        return run(List.of(file), houses(Optional.empty()), CoreSettings.defaults());
    }

    /** Two years of days. */
    static BacktestResult daily(Path folder) throws Exception {
        Path file = SampleTrades.write(
                folder.resolve("daily.csv"), "ALFA", 11, "2022-01-03", new Session(52_200, 23_400, 600, 730));
        return run(List.of(file), houses(Optional.of(Timeframe.ofNanos(Timeframe.DAY))), CoreSettings.defaults());
    }

    /** Bars of so many trades each, over nights. */
    static BacktestResult ticks(Path folder) throws Exception {
        Path file = SampleTrades.write(folder.resolve("ticks.csv"), "ALFA", 13, "2024-03-04", Session.EXCHANGE);
        return run(List.of(file), houses(Optional.of(Timeframe.parse("20t"))), CoreSettings.defaults());
    }

    /** A quiet symbol whose gaps are filled. */
    static BacktestResult filled(Path folder) throws Exception {
        Path file = SampleTrades.write(
                folder.resolve("filled.csv"), "CALM", 17, "2024-03-04", new Session(0, 40_000, 70, 1));
        CoreSettings plain = CoreSettings.defaults();
        CoreSettings filling = new CoreSettings(
                plain.coreLevel(),
                plain.timeframes(),
                plain.base(),
                plain.latenessNs(),
                plain.barsFrom(),
                GapPolicy.FILL,
                plain.historyBars(),
                plain.maxInstruments(),
                plain.maxSources(),
                plain.maxStrategies(),
                plain.maxState());
        return run(List.of(file), houses(Optional.empty()).subList(3, 4), filling);
    }

    /** A year of minutes, without a rest. */
    static BacktestResult year(Path folder) throws Exception {
        Path file = SampleTrades.write(folder.resolve("year.csv"), "YEAR", 19, "2023-01-01", Session.CLOCK_ROUND);
        return run(List.of(file), houses(Optional.empty()), CoreSettings.defaults());
    }

    /** One symbol, three sessions: a strategy with other levels, one with other entries, one as it was, one more. */
    static WhatIf whatIf(Path folder) throws Exception {
        Path file = SampleTrades.write(folder.resolve("whatif.csv"), "ALFA", 7, "2024-03-04", Session.EXCHANGE);
        BacktestResult journaled = run(List.of(file), houses(Optional.empty()).subList(0, 3), CoreSettings.defaults());
        List<CompiledStrategy> others = new ArrayList<>(houses(Optional.empty()).subList(2, 4));
        others.add(set("momentum", Map.of("slow", 28.0)));
        others.add(set("mean-reversion", Map.of("volatility", 16.0)));
        BacktestResult other = run(List.of(file), others, CoreSettings.defaults());
        return new WhatIf(
                1,
                journaled.quality().events(),
                Map.of("momentum", 2L, "mean-reversion", 3L),
                List.of("stochrsi-dynamic-bands"),
                List.of("trend-following"),
                journaled,
                other,
                Diff.between(journaled.signals(), other.signals(), 1, BarOrdinals.SAME));
    }

    private static CompiledStrategy set(String house, Map<String, Double> params) {
        return StrategyCompiler.compile(HouseStrategies.text(house), params, Optional.empty())
                .strategy();
    }

    private static List<CompiledStrategy> houses(Optional<Timeframe> timeframe) {
        List<CompiledStrategy> strategies = new ArrayList<>();
        for (String name : HOUSES) {
            strategies.add(compiled(HouseStrategies.text(name), timeframe));
        }
        return strategies;
    }

    private static CompiledStrategy compiled(String text, Optional<Timeframe> timeframe) {
        Compilation compilation = StrategyCompiler.compile(text, Map.of(), timeframe);
        if (compilation.strategy() == null) {
            throw new IllegalStateException("a sample has to compile: problems=" + compilation.problems());
        }
        return compilation.strategy();
    }

    private static BacktestResult run(List<Path> files, List<CompiledStrategy> strategies, CoreSettings settings)
            throws Exception {
        List<String> paths = files.stream().map(Path::toString).toList();
        return BacktestRun.of(BacktestOptions.of(paths, strategies).withSettings(settings))
                .run(new Deaf());
    }

    /** Samples hold bad rows on purpose; nobody needs to be told. */
    private static final class Deaf implements FeedListener {
        @Override
        public void onUnknownColumn(String file, String column) {}

        @Override
        public void onBadRow(String problem) {}

        @Override
        public void onRefused(String file, long line, String reason, String message) {}

        @Override
        public void onProgress(long rows, double share) {}
    }
}
