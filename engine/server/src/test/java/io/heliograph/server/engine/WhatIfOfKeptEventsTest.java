package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.HeliographClient;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.JournalRun;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyPlan;
import io.heliograph.server.backtest.WatchedBars;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.whatif.JournalReplay;
import io.heliograph.server.whatif.QuietRun;
import io.heliograph.server.whatif.Replayed;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.server.whatif.WhatIfRun;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a journal whose beginning was deleted, beside one with the same events that keeps all. */
final class WhatIfOfKeptEventsTest {
    private static final long SEED = 20_131_010;
    private static final int TRADES = 30_000;

    @TempDir
    private static Path folder;

    private static Path whole;
    private static Path kept;

    @BeforeAll
    static void runEngines() throws Exception {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, TRADES);
        whole = folder.resolve("whole");
        try (RunningEngine engine = RunningEngine.start(whole)) {
            apply(engine);
            EngineTest.publish(engine, batches);
        }
        kept = folder.resolve("kept");
        List<BatchPublishMarketDataRequest> last = batches.subList(batches.size() * 2 / 3, batches.size());
        try (RunningEngine engine = RunningEngine.start(config(0))) {
            apply(engine);
            for (BatchPublishMarketDataRequest batch : batches.subList(0, batches.size() * 2 / 3)) {
                EngineTest.publish(engine, List.of(batch));
                await(() -> !engine.engine().journal().isRollNear());
            }
        }
        try (RunningEngine engine = RunningEngine.start(config(1))) {
            await(() -> engine.engine().journal().events().first() > 1
                    && engine.engine().journal().outputs().first() > 1);
            EngineTest.publish(engine, last);
        }
    }

    @Test
    void shouldReplayToTheOutputsThatAreKept() throws Exception {
        Replayed replayed = new JournalReplay(kept).run((done, total) -> {});

        assertThat(replayed.firstEvent()).isGreaterThan(1);
        assertThat(replayed.isEqual()).isTrue();
        assertThat(replayed.counts().signals()).isPositive();
    }

    @Test
    void shouldConcludeFromTheSnapshotWhatTheWholeJournalConcludes() throws Exception {
        WhatIf same = whatIf(crossing(4));
        BacktestResult all = new JournalRun(
                        whole, StrategyPlan.asJournaled(), RunOptions.all(false), WatchedBars.none())
                .run(new QuietRun());

        List<String> expected = all.signals().stream().map(SignalRow::signalId).toList();
        List<String> found =
                same.journaled().signals().stream().map(SignalRow::signalId).toList();
        assertThat(same.fromEvent()).isGreaterThan(1);
        assertThat(found).isNotEmpty().hasSizeLessThan(expected.size());
        assertThat(expected.subList(expected.size() - found.size(), expected.size()))
                .isEqualTo(found);
        assertThat(same.diff().isEmpty()).isTrue();
        assertThat(same.replaced()).containsOnlyKeys("crossing");
        assertThat(same.other().contentDigest()).isEqualTo(same.journaled().contentDigest());
    }

    @Test
    void shouldStandInFromTheSnapshotOn() throws Exception {
        WhatIf other = whatIf(crossing(5));

        assertThat(other.diff().changes())
                .isNotEmpty()
                .allMatch(change -> change.signal().strategy().equals("crossing"));
    }

    @Test
    void shouldRunOthersAloneFromTheSnapshotOn() throws Exception {
        BacktestResult alone = new JournalRun(
                        kept, StrategyPlan.only(List.of(crossing(5))), RunOptions.all(false), WatchedBars.none())
                .run(new QuietRun());

        assertThat(alone.signals()).isNotEmpty().allMatch(row -> row.strategy().equals("crossing"));
        assertThat(alone.statistics()).hasSize(1);
    }

    private static WhatIf whatIf(CompiledStrategy strategy) throws Exception {
        return new WhatIfRun(kept, List.of(strategy), 1, RunOptions.all(false)).run(new QuietRun());
    }

    private static void apply(RunningEngine engine) {
        try (HeliographClient client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build()) {
            client.strategies().apply(text(4), Map.of());
        }
    }

    private static CompiledStrategy crossing(int bars) {
        return StrategyCompiler.compile(text(bars), Map.of(), Optional.empty()).strategy();
    }

    private static String text(int bars) {
        return """
                id = crossing
                timeframe = 1m
                symbols = ["*"]
                buy = "cross_above(close, sma(%1$d))"
                sell = "cross_below(close, sma(%1$d))"
                confidence = "0.5"
                expires = 10 bars
                """.formatted(bars);
    }

    private static ServerConfig config(long maxBytes) {
        Map<String, Object> all = new HashMap<>(Map.of("journal.segment_bytes", 1 << 20, "snapshots.keep", 1));
        all.put("retention.max_bytes", maxBytes);
        return RunningEngine.config(kept, all);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
