package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.seal.SealFolder;
import io.heliograph.journal.seal.SealKey;
import io.heliograph.journal.seal.SealRecord;
import io.heliograph.journal.seal.SealSettings;
import io.heliograph.journal.seal.SealedJournal;
import io.heliograph.testkit.ManualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signed records of a journal, copied into a database. */
class CheckpointWitnessTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(1);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private DatabaseAddress address;
    private List<SealRecord> records;

    @BeforeEach
    void seal() {
        address = TestDatabase.create();
        try (SealedJournal live = SealedJournal.open(folder.resolve("data"), 5, SealSettings.of(SealKey.generate()))) {
            for (int i = 0; i < 5; i++) {
                live.append(4);
                live.checkpoint();
            }
        }
        records = SealFolder.in(folder.resolve("data")).after(0, Integer.MAX_VALUE);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void shouldCopyEachRecordOnceAndGoOnAfterARestart() {
        Migrations.migrate(address, StoreLimits.DEFAULT);
        copyThrough(3);
        copyThrough(6);
        copyThrough(6);

        assertThat(StoredCheckpoints.read(url(), address.password()))
                .extracting(SealRecord::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(StoredCheckpoints.read(url(), address.password()).get(5).bytes())
                .isEqualTo(records.get(5).bytes());
    }

    @Test
    void shouldRefuseToChangeOrForgetARecord() {
        Migrations.migrate(address, StoreLimits.DEFAULT);
        copyThrough(6);

        for (String change : List.of(
                "UPDATE heliograph.checkpoints SET number = 7 WHERE number = 6",
                "DELETE FROM heliograph.checkpoints WHERE number = 6",
                "TRUNCATE heliograph.checkpoints")) {
            assertThatThrownBy(() -> TestDatabase.execute(address, change))
                    .as(change)
                    .hasStackTraceContaining("only ever inserted");
        }
        assertThat(StoredCheckpoints.read(url(), address.password())).hasSize(6);
    }

    @Test
    void shouldTryAgainAfterAPauseWhereTheTableIsMissing() {
        try (CheckpointWitness witness = witness(6)) {
            witness.pointAt(address);
            assertThat(witness.doWork()).isZero();

            Migrations.migrate(address, StoreLimits.DEFAULT);
            assertThat(witness.doWork()).as("it pauses").isZero();
            clock.advance(10_000_000_000L);
            assertThat(witness.doWork()).as("it looks what is there").isOne();
            assertThat(witness.doWork()).isEqualTo(6);
            assertThat(witness.doWork()).isZero();
        }
    }

    private void copyThrough(int last) {
        try (CheckpointWitness witness = witness(last)) {
            witness.pointAt(address);
            while (witness.doWork() > 0) {
                // the next ones
            }
        }
    }

    private CheckpointWitness witness(int last) {
        CheckpointSource source = new CheckpointSource() {
            @Override
            public long latest() {
                return last;
            }

            @Override
            public List<SealRecord> after(long number, int most) {
                return records.subList((int) number, Math.min(last, (int) number + most));
            }
        };
        return new CheckpointWitness(records.get(0).journalId(), source, StoreLimits.DEFAULT, timer, clock::nowNs);
    }

    private String url() {
        return address.url() + (address.url().contains("?") ? "&" : "?") + "user=" + address.user();
    }
}
