package io.heliograph.server.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the journal of an engine that took half a market, then a strategy more, then the other half. */
class WhatIfRunTest {
    private static final int TRADES = 20_000;
    private static final String LATE = HouseStrategies.text("momentum").replaceFirst("id *= *momentum", "id = late");
    private static final String OTHER = LATE.replaceFirst("min_push *= *[0-9.]+", "min_push = 0.1");

    @TempDir
    private static Path folder;

    private static Path data;
    private static EngineStatus live;

    @BeforeAll
    static void runAnEngine() throws IOException {
        assertThat(OTHER).isNotEqualTo(LATE);
        data = folder.resolve("data");
        live = journal(data, LATE);
    }

    @Test
    void shouldReplayToTheDigestThatWasRecorded() throws Exception {
        Replayed replayed = new JournalReplay(data).run((done, total) -> {});

        assertThat(replayed.isEqual()).isTrue();
        assertThat(replayed.missing()).isZero();
        assertThat(replayed.contentDigest())
                .isEqualTo(replayed.recordedDigest())
                .isEqualTo(live.getContentDigest());
        assertThat(replayed.marketEvents()).isEqualTo(TRADES);
        assertThat(replayed.counts().signals()).isEqualTo(live.getSignals());
        assertThat(replayed.counts().total()).isEqualTo(replayed.recorded());
    }

    @Test
    void shouldFindNoDifferenceWithTheSameStrategies() throws Exception {
        WhatIf whatIf = run(List.of(compiled(LATE), compiled(HouseStrategies.text("momentum"))));

        assertThat(whatIf.diff().isEmpty()).isTrue();
        assertThat(whatIf.replaced()).containsOnlyKeys("late", "momentum");
        assertThat(whatIf.added()).isEmpty();
        assertThat(whatIf.kept()).hasSize(4);
        assertThat(whatIf.journaled().contentDigest())
                .isEqualTo(whatIf.other().contentDigest())
                .isEqualTo(live.getContentDigest());
    }

    @Test
    void shouldStandInFromWhereTheJournaledOneWasAppliedAsAnEngineWouldHaveIt() throws Exception {
        EngineStatus oracle = journal(folder.resolve("oracle"), OTHER);

        WhatIf whatIf = run(List.of(compiled(OTHER)));

        assertThat(whatIf.other().contentDigest())
                .isEqualTo(oracle.getContentDigest())
                .isNotEqualTo(live.getContentDigest());
        assertThat(signals(whatIf.other().signals(), "late")).isNotEmpty();
        assertThat(whatIf.replaced().get("late")).isGreaterThan(TRADES / 2);
        assertThat(whatIf.diff().isEmpty()).isFalse();
        assertThat(whatIf.diff().changes())
                .allMatch(change -> change.signal().strategy().equals("late"));
        assertNaive(whatIf);
    }

    @Test
    void shouldAddFromTheFirstEventAndKeepTheRest() throws Exception {
        String added = OTHER.replaceFirst("id *= *late", "id = added");

        WhatIf whatIf = run(List.of(compiled(added)));

        assertThat(whatIf.added()).containsExactly("added");
        assertThat(whatIf.replaced()).isEmpty();
        assertThat(whatIf.kept()).hasSize(6).contains("late");
        assertThat(whatIf.diff().changes())
                .isNotEmpty()
                .allMatch(change -> change.kind() == ChangeKind.ADDED
                        && change.signal().strategy().equals("added"));
        long firstOfLate = whatIf.journaled().signals().stream()
                .filter(row -> row.strategy().equals("late"))
                .mapToLong(SignalRow::barEndNs)
                .min()
                .orElseThrow();
        assertThat(whatIf.diff().changes().get(0).signal().barEndNs()).isLessThan(firstOfLate);
        assertNaive(whatIf);
    }

    @Test
    void shouldCompareOnAnotherTimeframe() throws Exception {
        String seconds = LATE.replaceFirst("timeframe *= *1m", "timeframe = 2m");

        WhatIf whatIf = run(List.of(compiled(seconds)));

        assertThat(whatIf.diff().changes())
                .isNotEmpty()
                .allMatch(change -> change.kind() == ChangeKind.ADDED || change.kind() == ChangeKind.REMOVED);
        assertNaive(whatIf);
    }

    @Test
    void shouldMeasureMovesWhereTheJournalBuiltNoBarsForAWhile() throws Exception {
        String twoMinutes = crossing("late", 4);
        String other = crossing("late", 5);
        String always = crossing("always", 5);
        Path gap = folder.resolve("gap");
        List<String> lines = Files.readAllLines(SyntheticTrades.file(folder, TRADES));
        String document =
                Files.writeString(folder.resolve("two.conf"), twoMinutes).toString();
        try (RunningEngine engine = RunningEngine.start(gap)) {
            String target = "127.0.0.1:" + engine.engine().grpcPort();
            ran("strategy", "apply", document, "--target", target);
            ran("ingest", "--target", target, "--open", part("1.csv", lines.subList(1, 12_001)));
            ran("strategy", "remove", "late", "--target", target);
            ran("ingest", "--target", target, "--open", part("2.csv", lines.subList(12_001, 16_001)));
            ran("strategy", "apply", document, "--target", target);
            ran("ingest", "--target", target, part("3.csv", lines.subList(16_001, TRADES + 1)));
        }

        WhatIf whatIf = new WhatIfRun(gap, List.of(compiled(other), compiled(always)), 3, RunOptions.all(false))
                .run(new QuietRun());

        long bar = 2 * Timeframe.MINUTE;
        List<Change> moved = whatIf.diff().changes().stream()
                .filter(change -> change.kind() == ChangeKind.MOVED)
                .toList();
        assertThat(moved)
                .isNotEmpty()
                .allMatch(change -> change.bars() * bar
                        == change.other().orElseThrow().barEndNs()
                                - change.journaled().orElseThrow().barEndNs());
        for (Change removed : whatIf.diff().changes()) {
            assertThat(whatIf.diff().changes()).noneMatch(added -> isMove(removed, added, 3 * bar));
        }
    }

    /** Crosses an average of so many bars of two minutes, now and then a bar later than that of fewer bars. */
    private static String crossing(String id, int bars) {
        return """
                id = %1$s
                timeframe = 2m
                symbols = ["*"]
                buy = "cross_above(close, sma(%2$d))"
                sell = "cross_below(close, sma(%2$d))"
                confidence = "0.5"
                expires = 20 bars
                """.formatted(id, bars);
    }

    private static boolean isMove(Change removed, Change added, long withinNs) {
        SignalRow from = removed.signal();
        SignalRow to = added.signal();
        return removed.kind() == ChangeKind.REMOVED
                && added.kind() == ChangeKind.ADDED
                && from.strategy().equals(to.strategy())
                && from.symbol().equals(to.symbol())
                && from.side() == to.side()
                && Math.abs(from.barEndNs() - to.barEndNs()) <= withinNs;
    }

    private static void assertNaive(WhatIf whatIf) {
        assertThat(NaiveDiff.texts(whatIf.diff()))
                .isEqualTo(NaiveDiff.between(
                        whatIf.journaled().signals(),
                        whatIf.other().signals(),
                        whatIf.diff().movedWithin()));
    }

    private static WhatIf run(List<CompiledStrategy> strategies) throws Exception {
        return new WhatIfRun(data, strategies, Diff.MOVED_WITHIN, RunOptions.all(false)).run(new QuietRun());
    }

    private static List<SignalRow> signals(List<SignalRow> rows, String strategy) {
        return rows.stream().filter(row -> row.strategy().equals(strategy)).toList();
    }

    private static CompiledStrategy compiled(String document) {
        return StrategyCompiler.compile(document, Map.of(), Optional.empty()).strategy();
    }

    private static EngineStatus journal(Path data, String late) throws IOException {
        List<String> lines = Files.readAllLines(SyntheticTrades.file(folder, TRADES));
        String first = part("first.csv", lines.subList(1, TRADES / 2 + 1));
        String second = part("second.csv", lines.subList(TRADES / 2 + 1, TRADES + 1));
        String document = Files.writeString(folder.resolve("late.conf"), late).toString();
        try (RunningEngine engine = RunningEngine.start(data)) {
            String target = "127.0.0.1:" + engine.engine().grpcPort();
            ran("ingest", "--target", target, "--open", first);
            ran("strategy", "apply", document, "--target", target);
            ran("ingest", "--target", target, "--source", "second", second);
            return engine.status();
        }
    }

    private static String part(String name, List<String> lines) throws IOException {
        return Files.write(
                        folder.resolve(name),
                        Stream.concat(Stream.of("symbol,time,price,size"), lines.stream())
                                .toList())
                .toString();
    }

    private static void ran(String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode()).as(answer.said()).isZero();
    }
}
