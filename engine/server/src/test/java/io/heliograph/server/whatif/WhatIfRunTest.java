package io.heliograph.server.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.feed.FeedListener;
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

    private static void assertNaive(WhatIf whatIf) {
        assertThat(NaiveDiff.texts(whatIf.diff()))
                .isEqualTo(NaiveDiff.between(
                        whatIf.journaled().signals(),
                        whatIf.other().signals(),
                        whatIf.diff().movedWithin()));
    }

    private static WhatIf run(List<CompiledStrategy> strategies) throws Exception {
        return new WhatIfRun(data, strategies, Diff.MOVED_WITHIN, false).run(new Quiet());
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

    private static final class Quiet implements FeedListener {
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
