package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.store.SetAside;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreRefusalTest {
    private static final long SEED = 20_131_010;
    private static final List<String> JOURNAL = List.of("JOURNAL", "events", "outputs", "snapshots", "seals");

    @TempDir
    private Path folder;

    @Test
    void shouldEndWithItsOwnCodeAndLeaveNoServerBehindWhereTheDatabaseIsOfAnotherJournal() throws Exception {
        ServerConfig config = RunningEngine.config(folder, Map.of("store", "embedded"));
        try (RunningEngine engine = RunningEngine.start(config)) {
            BatchPublishMarketDataRequest batch =
                    RandomMarket.batches(SEED, 100).get(0);
            engine.market()
                    .withDeadlineAfter(120, TimeUnit.SECONDS)
                    .batchPublishMarketData(batch.toBuilder()
                            .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                            .build());
        }
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(path -> !path.endsWith("postgres")).toList()) {
                Directories.delete(path);
            }
        }

        // Before anything is served, for the database answers.
        assertThatThrownBy(() -> RunningEngine.start(config))
                .isInstanceOfSatisfying(
                        FatalException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE_DISAGREES))
                .hasMessageContaining("another journal");
        assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void shouldSetRowsAsideWhereTheJournalWasRestoredFromAnOldCopyAndTheOperatorSaysSo() throws Exception {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        ServerConfig config = RunningEngine.config(data, Map.of("store", "embedded"));
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 3_000);
        assertThat(batches).hasSizeGreaterThan(2);
        try (RunningEngine engine = RunningEngine.start(config)) {
            publish(engine, batches.get(0));
        }
        Files.createDirectories(copy);
        for (String name : JOURNAL) {
            if (Files.exists(data.resolve(name))) {
                Directories.copy(data.resolve(name), copy.resolve(name));
            }
        }
        long lost;
        long lostEpoch;
        try (RunningEngine engine = RunningEngine.start(config)) {
            for (BatchPublishMarketDataRequest batch : batches.subList(1, batches.size())) {
                publish(engine, batch);
            }
            lost = engine.engine().positions().outputHead();
            lostEpoch = engine.engine().journal().lastEpoch();
        }
        for (String name : JOURNAL) {
            if (Files.exists(data.resolve(name))) {
                Directories.delete(data.resolve(name));
            }
            if (Files.exists(copy.resolve(name))) {
                Directories.copy(copy.resolve(name), data.resolve(name));
            }
        }

        assertThatThrownBy(() -> RunningEngine.start(config))
                .isInstanceOfSatisfying(
                        FatalException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE_DISAGREES))
                .hasMessageContaining("ahead of the journal")
                .hasMessageContaining("serve --new-epoch");
        try (RunningEngine engine = RunningEngine.start(config, new Concessions(List.of(), true, "ann"))) {
            SetAside moved = engine.engine().store().orElseThrow().progress().setAside();
            assertThat(moved.lastOutput()).isEqualTo(lost);
            assertThat((long) moved.rows()).isEqualTo(moved.lastOutput() - moved.firstOutput() + 1);
            assertThat(engine.engine().journal().lastEpoch()).isGreaterThan(lostEpoch);
            publish(engine, batches.get(1));
            assertThat(engine.fatal()).isNull();
        }
        try (JournalView view = JournalView.open(data)) {
            assertThat(new AuditReplay(view).run(ReplayProgress.NONE).eventKinds())
                    .containsEntry("EventsLost", 1L);
        }
        // What was given up once is not asked for again.
        try (RunningEngine engine = RunningEngine.start(config)) {
            publish(engine, batches.get(2));
        }
    }

    private static void publish(RunningEngine engine, BatchPublishMarketDataRequest batch) {
        engine.market()
                .withDeadlineAfter(120, TimeUnit.SECONDS)
                .batchPublishMarketData(batch.toBuilder()
                        .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                        .build());
    }
}
