package io.heliograph.server.engine;

import static io.heliograph.server.engine.SealedEngines.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.seal.SealFolder;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.TestDatabase;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.AuditServiceGrpc;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.GetCheckpointRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine with a key and a database, run twice: the database witnesses what was sealed, and holds it against an older copy. */
final class SealsWithStoreTest {
    private static final long SEED = 20_131_011;

    @TempDir
    private static Path folder;

    private static SealedEngines engines;
    private static Path older;
    private static long firstRun;

    @BeforeAll
    static void runTwice() throws Exception {
        engines = new SealedEngines(folder);
        older = folder.resolve("older");
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 4_000);
        try (RunningEngine engine = engines.start(Map.of())) {
            batches.subList(0, 4).forEach(batch -> SealedEngines.store(engine, batch));
            awaitWitnessOfAll(engine);
        }
        Directories.copy(engines.data(), older);
        firstRun = sealed(engines.data());
        try (RunningEngine engine = engines.start(Map.of())) {
            batches.subList(4, 8).forEach(batch -> SealedEngines.store(engine, batch));
            awaitWitnessOfAll(engine);
            assertThat(engine.fatal()).isNull();
        }
    }

    @Test
    void shouldCopyEachRecordIntoTheDatabaseThatOfTheStopWithTheNextStart() {
        assertThat(engines.witnessed()).isGreaterThan(firstRun).isLessThanOrEqualTo(sealed(engines.data()));
    }

    @Test
    void shouldVouchForTheJournalAgainstTheDatabase() {
        Shell.Answer answer = verify(engines.data(), engines.url(), "--strict");

        assertThat(answer.exitCode())
                .as(String.join("\n", answer.out()) + answer.said())
                .isZero();
        assertThat(String.join("\n", answer.out()))
                .contains("signature   OK: sealed through event ")
                .contains("the witness agrees through record=" + engines.witnessed());
    }

    @Test
    void shouldFindAnOlderCopyOfTheWholeDirectory() {
        Shell.Answer alone = Shell.run("verify", older.toString(), "--key", engines.publicKey(), "--strict");
        Shell.Answer watched = verify(older, engines.url());

        assertThat(alone.exitCode()).as("what no one can see without a witness").isZero();
        assertThat(watched.exitCode()).isEqualTo(10);
        assertThat(String.join("\n", watched.out()))
                .contains("TRUNCATED: the witness holds a seal that the journal lacks: record=" + (firstRun + 1));
    }

    @Test
    void shouldSayThatTheDatabaseCannotBeAskedAndNotShowItsPassword() {
        String nobody = "jdbc:postgresql://127.0.0.1:1/postgres?user=ann&password=hunter2";

        Shell.Answer answer = verify(engines.data(), nobody);

        assertThat(answer.exitCode()).isEqualTo(8);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.said())
                .contains("cannot read the checkpoints of the database: sql_state=08001")
                .doesNotContain("hunter2");
    }

    @Test
    void shouldSayThatTheDatabaseHoldsNoSuchTable() {
        DatabaseAddress empty = TestDatabase.create();

        Shell.Answer answer = verify(engines.data(), SealedEngines.url(empty));

        assertThat(answer.exitCode()).isEqualTo(8);
        assertThat(answer.said()).contains("sql_state=42P01").contains("heliograph.checkpoints");
    }

    @Test
    void shouldSayThatTheTableHoldsSomethingElse() {
        DatabaseAddress wrong = TestDatabase.create();
        TestDatabase.execute(
                wrong,
                "CREATE SCHEMA heliograph",
                "CREATE TABLE heliograph.checkpoints (journal_id uuid, number bigint, written_at timestamptz, record bytea)",
                "INSERT INTO heliograph.checkpoints VALUES (NULL, 1, now(), 'nonsense')");

        Shell.Answer answer = verify(engines.data(), SealedEngines.url(wrong));

        assertThat(answer.exitCode()).isEqualTo(8);
        assertThat(answer.said()).contains("holds a checkpoint that is no record: table=checkpoints");
    }

    @Test
    void shouldLeaveTheRecordsOfAnotherJournalAlone() throws IOException {
        SealedEngines other = new SealedEngines(folder.resolve("other"));
        try (RunningEngine engine = other.start(Map.of())) {
            awaitWitnessOfAll(engine, other);
        }

        Shell.Answer answer = verify(engines.data(), other.url());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(String.join("\n", answer.out())).contains("the witness holds nothing of this journal");
    }

    private static Shell.Answer verify(Path data, String witness, String... more) {
        String[] args = {"verify", data.toString(), "--key", engines.publicKey(), "--witness", witness};
        return Shell.run(Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
    }

    private static void awaitWitnessOfAll(RunningEngine engine) {
        awaitWitnessOfAll(engine, engines);
    }

    /** Waits until all that was journaled is sealed, and the database holds the seal. */
    private static void awaitWitnessOfAll(RunningEngine engine, SealedEngines of) {
        long event = engine.status().getEventSequence();
        AuditServiceGrpc.AuditServiceBlockingStub audits =
                AuditServiceGrpc.newBlockingStub(engine.channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
        await(() -> audits.getCheckpoint(GetCheckpointRequest.getDefaultInstance())
                        .getCheckpoint()
                        .getEventSequence()
                >= event);
        long sealed = sealed(of.data());
        await(() -> of.witnessed() >= sealed);
    }

    private static long sealed(Path data) {
        return SealFolder.in(data).after(0, Integer.MAX_VALUE).size();
    }
}
