package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.store.EmbeddedDatabase;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal put back from an old copy under the database that went on: {@code serve} refuses, and goes on when it is told to. */
final class NewEpochTest {
    private static final List<String> JOURNAL = List.of("JOURNAL", "events", "outputs", "snapshots");

    @TempDir
    private Path folder;

    private Path data;

    @AfterEach
    void stopWhatAFailedTestLeft() throws Exception {
        EmbeddedDatabase.discard(data.resolve("postgres"));
    }

    @Test
    void shouldEndWithSixUntilTheOperatorGivesUpWhatTheDatabaseHasBeyondTheJournal() throws IOException {
        data = folder.resolve("data");
        Path old = folder.resolve("old");
        live(1);
        copy(data, old);
        EngineStatus lost = live(2);
        copy(old, data);

        try (ChildJvm refused = ServedEngine.launch(data)) {
            assertThat(refused.awaitExit()).isEqualTo(ExitCode.DATABASE_DISAGREES.value());
            assertThat(String.join("\n", refused.output()))
                    .contains("heliograph: ", "ahead of the journal", "serve --new-epoch")
                    .doesNotContain("\tat ");
        }
        EngineStatus after = live(3, "--new-epoch", "--actor", "ann");

        assertThat(after.getEpoch()).isGreaterThan(lost.getEpoch());
        Shell.Answer dump = Shell.run("journal", "dump", data.toString());
        assertThat(dump.out()).anyMatch(line -> line.contains("EventsLost") && line.contains("ann"));
        Shell.Answer verified = Shell.run("verify", data.toString());
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        // What was given up once is not asked for again.
        assertThat(live(4).getEpoch()).isEqualTo(after.getEpoch());
    }

    /** One life of an engine, that takes some trades, keeps what follows in its database, and is stopped. */
    private EngineStatus live(int seed, String... more) throws IOException {
        Path input = Files.createDirectories(folder.resolve("input-" + seed));
        Path trades = SyntheticFiles.trades(input, 3, seed, 600 * seed);
        try (ServedEngine engine = ServedEngine.start(data, more)) {
            Shell.Answer ingested = Shell.run("ingest", trades.toString(), "--target", engine.target());
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
            EngineStatus status = engine.awaitStored();
            assertThat(engine.stop()).isZero();
            return status;
        }
    }

    /** Puts a copy of the journal of one folder in the place of what another has. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : JOURNAL) {
            Directories.delete(to.resolve(name));
            if (Files.exists(from.resolve(name))) {
                Directories.copy(from.resolve(name), to.resolve(name));
            }
        }
    }
}
