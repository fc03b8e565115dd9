package io.heliograph.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.SnapshotFile;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a journal whose beginning retention took, beside one of the same events that keeps all. */
class CommandsAfterRetentionTest {
    private static final long SEED = 20_131_014;

    @TempDir
    private static Path folder;

    private static Path data;
    private static String wholeDigest;
    private static long firstEvent;
    private static long firstOutput;
    private static long lastOutput;

    @TempDir
    private Path fresh;

    @BeforeAll
    static void runEngines() {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 30_000);
        int some = batches.size() * 2 / 3;
        try (RunningEngine engine = RunningEngine.start(folder.resolve("whole"))) {
            EngineTest.publish(engine, batches);
            wholeDigest = engine.status().getContentDigest();
        }
        data = folder.resolve("data");
        try (RunningEngine engine = RunningEngine.start(config(0))) {
            for (BatchPublishMarketDataRequest batch : batches.subList(0, some)) {
                EngineTest.publish(engine, List.of(batch));
                await(() -> !engine.engine().journal().isRollNear());
            }
        }
        try (RunningEngine engine = RunningEngine.start(config(1))) {
            await(() -> engine.engine().journal().events().first() > 1
                    && engine.engine().journal().outputs().first() > 1);
            EngineTest.publish(engine, batches.subList(some, batches.size()));
        }
        try (JournalView view = JournalView.open(data)) {
            firstEvent = view.events().first();
            firstOutput = view.outputs().first();
            lastOutput = view.outputs().head();
        }
    }

    @Test
    void shouldVerifyFromTheSnapshotAndDigestWhatWentBefore() {
        List<String> lines = answered(0, "verify", data.toString());
        List<String> json = answered(0, "verify", data.toString(), "--json");

        assertThat(String.join("\n", lines))
                .startsWith("OK ")
                .contains("begun       behind event " + (firstEvent - 1)
                        + " with the state of its snapshot, which is trusted; tombstone 1 names it; kept from event "
                        + firstEvent + " on")
                .contains("digest      " + wholeDigest + ", with the outputs before as the snapshot says them");
        assertThat(json)
                .singleElement()
                .asString()
                .contains("\"trusted_event\":" + (firstEvent - 1) + ",\"tombstone\":1,")
                .contains("\"content_digest\":\"" + wholeDigest + "\"");
    }

    @Test
    void shouldRefuseToVerifyFromAnEventThatIsGone() {
        Shell.Answer gone = Shell.run("verify", data.toString(), "--from", Long.toString(firstEvent - 1));

        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.said()).contains("from=" + (firstEvent - 1) + " first=" + firstEvent);
        answered(0, "verify", data.toString(), "--from", Long.toString(firstEvent));
    }

    @Test
    void shouldSayWhereBothLogsBegin() {
        List<String> lines = answered(0, "journal", "info", data.toString());
        List<String> json = answered(0, "journal", "info", data.toString(), "--json");

        assertThat(lines)
                .anyMatch(line -> line.startsWith("events    first=" + firstEvent + " head="))
                .anyMatch(line -> line.startsWith("outputs   first=" + firstOutput + " head="))
                .anyMatch(line -> line.startsWith("snapshot  event=" + (firstEvent - 1) + " "));
        assertThat(json.get(0))
                .contains("\"first_event\":" + firstEvent + ",")
                .contains("\"first_output\":" + firstOutput + ",");
    }

    @Test
    void shouldExplainWhatIsKeptAndSayWhatIsNot() {
        List<String> kept = answered(0, "explain", Long.toString(lastOutput), "--data", data.toString());
        Shell.Answer gone = Shell.run("explain", "1", "--data", data.toString());

        assertThat(String.join("\n", kept))
                .containsPattern("[0-9]+ events replayed behind the snapshot of event " + (firstEvent - 1) + " in ");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.said()).contains("sequence=1").contains("found outputs " + firstOutput + " to ");
    }

    @Test
    void shouldReplayWhatIsKeptAndSayFromWhere() {
        List<String> lines = answered(0, "replay", data.toString());
        List<String> json = answered(0, "replay", data.toString(), "--json");

        assertThat(String.join("\n", lines))
                .contains("from event " + firstEvent)
                .contains(", as recorded");
        assertThat(json)
                .singleElement()
                .asString()
                .contains("\"first_event\":" + firstEvent + ",")
                .contains("\"equal\":true");
    }

    @Test
    void shouldTryAnotherStrategyOnWhatIsKept() {
        List<String> same = answered(0, "replay", data.toString(), "--strategy", "momentum");
        List<String> other =
                answered(1, "replay", data.toString(), "--strategy", "momentum", "--set", "min_push=0.1", "--json");

        assertThat(same).contains("no signal differs");
        assertThat(String.join("\n", other)).contains("\"first_event\":" + firstEvent + ",");
    }

    @Test
    void shouldEndWithNineWhereAnotherReleaseWroteTheSnapshotThatBeginsIt() throws IOException {
        Path copy = fresh.resolve("copy");
        Directories.copy(data, copy);
        for (long event : snapshots(copy)) {
            new SnapshotFile(copy, event).setStateVersion(SignalCore.STATE_VERSION - 1);
        }

        for (List<String> command : List.of(
                List.of("verify", copy.toString()),
                List.of("replay", copy.toString()),
                List.of("explain", Long.toString(lastOutput), "--data", copy.toString()))) {
            Shell.Answer answer = Shell.run(command.toArray(String[]::new));
            assertThat(answer.exitCode()).as(command + " " + answer.said()).isEqualTo(9);
            assertThat(answer.said())
                    .contains(
                            "stateVersion=" + (SignalCore.STATE_VERSION - 1) + " supported=" + SignalCore.STATE_VERSION)
                    .contains("writtenBy=test; use that release");
        }
        FatalException starting = catchThrowableOfType(FatalException.class, () -> RunningEngine.start(copy));
        assertThat(starting.exitCode()).isEqualTo(ExitCode.OTHER_VERSION);
        assertThat(starting).hasMessageContaining("writtenBy=test; use that release");
    }

    private static List<Long> snapshots(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("snapshots"))) {
            return files.map(
                            file -> Long.parseLong(file.getFileName().toString().replace(".snapshot", "")))
                    .toList();
        }
    }

    private static ServerConfig config(long maxBytes) {
        return RunningEngine.config(
                data, Map.of("journal.segment_bytes", 1 << 20, "snapshots.keep", 1, "retention.max_bytes", maxBytes));
    }

    private static List<String> answered(int exitCode, String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode())
                .as(String.join("\n", answer.out()) + answer.said())
                .isEqualTo(exitCode);
        return answer.out();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
