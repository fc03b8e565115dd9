package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealAgentTest {
    private static final SealKey KEY = SealKey.generate();
    private static final long SEED = 20261120;

    @TempDir
    Path directory;

    @Test
    void shouldSealNothingThatIsNotForced() {
        try (SealedJournal live = open()) {
            live.append(10);
            live.work();
            live.advance(SealedJournal.INTERVAL_NS);
            live.work();

            assertThat(checkpoints()).isEmpty();

            live.force();
            live.append(5);
            live.advance(SealedJournal.INTERVAL_NS);
            live.work();

            Checkpoint last = lastCheckpoint();
            assertThat(last.event()).isEqualTo(live.journal().events().durable());
            assertThat(last.output()).isEqualTo(live.journal().outputs().durable());
            assertThat(last.event()).isLessThan(live.journal().events().head());
        }
    }

    @Test
    void shouldMakeACheckpointOnlyWhenTheIntervalIsOverAndSomethingIsNew() {
        try (SealedJournal live = open()) {
            live.append(3);
            live.checkpoint();
            assertThat(checkpoints()).hasSize(1);

            live.append(3);
            live.force();
            live.advance(SealedJournal.INTERVAL_NS - 1);
            live.work();
            assertThat(checkpoints()).hasSize(1);

            live.advance(1);
            live.work();
            assertThat(checkpoints()).hasSize(2);
            assertThat(lastCheckpoint().reason()).isEqualTo(Checkpoint.Reason.INTERVAL);

            live.advance(10 * SealedJournal.INTERVAL_NS);
            live.work();
            assertThat(checkpoints()).hasSize(2);
        }
    }

    @Test
    void shouldCloseBlocksAt4096Records() {
        try (SealedJournal live = open()) {
            live.appendFull(40);
            live.checkpoint();

            assertThat(SealFolder.in(directory).blocks(LogKind.EVENTS))
                    .extracting(block -> block.last() - block.first() + 1)
                    .containsExactly(4096L, 4096L, 2048L);
        }
    }

    @Test
    void shouldMakeACheckpointWhereASegmentBegins() {
        try (SealedJournal live = SealedJournal.openWithSegments(directory, SEED, SealSettings.of(KEY), 20_000)) {
            live.append(200);
            live.force();
            live.work();

            assertThat(checkpoints()).isNotEmpty().allMatch(each -> each.reason() == Checkpoint.Reason.ROLL);
        }
        assertThat(check().verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
    }

    @Test
    void shouldSealAllAtTheEnd() {
        try (SealedJournal live = open()) {
            live.append(50);
            live.stop();
        }

        SealFindings found = check();
        assertThat(found.problems()).isEmpty();
        assertThat(found.verdict()).isEqualTo(SealVerdict.OK);
        assertThat(lastCheckpoint().reason()).isEqualTo(Checkpoint.Reason.STOP);
    }

    @Test
    void shouldGoOnAfterEveryKill() {
        for (int life = 0; life < 6; life++) {
            try (SealedJournal live = SealedJournal.open(directory, SEED + life, SealSettings.of(KEY))) {
                live.append(20);
                live.checkpoint();
                live.append(7);
                live.force();
                live.work();
            }
        }

        SealFindings found = check();
        assertThat(found.verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
        assertThat(checkpoints()).hasSize(6);
    }

    @Test
    void shouldGoOnWhereARecordAndABlockWereHalfWritten() throws IOException {
        try (SealedJournal live = open()) {
            live.append(20);
            live.checkpoint();
        }
        SealFolder folder = SealFolder.in(directory);
        byte[] record = folder.records().last().bytes();
        Files.write(folder.recordFile(), Arrays.copyOf(record, record.length / 2), StandardOpenOption.APPEND);
        Files.write(folder.chainFile(LogKind.EVENTS), new byte[17], StandardOpenOption.APPEND);

        try (SealedJournal live = open()) {
            live.append(20);
            live.stop();
        }

        assertThat(check().problems()).isEmpty();
    }

    @Test
    void shouldSealAJournalThatBeganWithoutSeals() {
        try (SealedJournal live = open()) {
            live.append(30);
            live.stop();
        }
        moveSealsAway();
        assertThat(check().verdict()).isEqualTo(SealVerdict.UNSIGNED);

        try (SealedJournal live = open()) {
            live.stop();
        }

        assertThat(check().verdict()).isEqualTo(SealVerdict.OK);
        assertThat(lastCheckpoint().event()).isPositive();
    }

    @Test
    void shouldRefuseAnotherKeyUnlessTheOldOneSignsForIt() {
        try (SealedJournal live = open()) {
            live.append(5);
            live.stop();
        }
        SealKey next = SealKey.generate();

        assertThatThrownBy(() -> SealedJournal.open(directory, SEED, SealSettings.of(next)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seal.previous_key")
                .hasMessageContaining(next.publicKey().shortId());

        try (SealedJournal live =
                SealedJournal.open(directory, SEED, SealSettings.of(next).withPreviousKey(KEY))) {
            live.append(5);
            live.stop();
        }
        try (SealedJournal live = SealedJournal.open(directory, SEED, SealSettings.of(next))) {
            live.append(5);
            live.stop();
        }
        assertThat(check().problems()).isEmpty();
        assertThat(SealCheck.run(directory, SealedJournal.options(SEED), List.of(next.publicKey()), List.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldRefuseToGoOnWhereTheLogLostWhatWasSealed() throws IOException {
        try (SealedJournal live = open()) {
            live.append(20);
            live.checkpoint();
        }
        SealFolder folder = SealFolder.in(directory);
        Files.write(folder.chainFile(LogKind.OUTPUTS), new byte[0]);

        assertThatThrownBy(this::open)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("sealedThrough=" + lastCheckpoint().output())
                .hasMessageContaining("seals away");
    }

    /** As after an event was voided, or outputs were given up: the log reaches as far as before, and is another. */
    @Test
    void shouldNotGoOnWhereSealedOutputsWereConcludedAgain() {
        long kept;
        long sealed;
        try (SealedJournal live = open()) {
            live.append(5);
            kept = live.journal().outputs().head();
            live.append(5);
            live.stop();
            sealed = live.journal().outputs().head();
        }
        try (Journal journal = Journal.open(directory, SealedJournal.options(SEED))) {
            journal.voidOutputs(kept);
            journal.start(journal.lastEpoch() + 1, kept);
            LogAppender outputs = journal.outputs().appender();
            while (journal.outputs().head() < sealed) {
                outputs.beginGroup();
                outputs.add(new UnsafeBuffer(new byte[8]), 0, 8);
                outputs.endCause();
                outputs.commit(LogAppender.LAST_OF_CAUSE);
            }
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("the log and its seals disagree: log=OUTPUTS")
                .hasMessageContaining("sealedThrough=" + sealed)
                .hasMessageContaining("seals away");
        moveSealsAway();
        open().close();
    }

    @Test
    void shouldTellWhereTheDiskRefusesAndGoOnLater() {
        boolean[] refuses = {false};
        SealSettings settings = SealSettings.of(KEY);
        try (SealedJournal live = SealedJournal.openRefusing(directory, SEED, settings, refuses)) {
            live.append(5);
            live.checkpoint();
            refuses[0] = true;
            live.append(5);
            live.checkpoint();

            assertThat(live.diagnostics()).singleElement().asString().contains("sealing stopped");
            assertThat(checkpoints()).hasSize(1);

            refuses[0] = false;
            live.advance(SealedJournal.INTERVAL_NS);
            live.work();
            live.append(5);
            live.checkpoint();
        }
        assertThat(check().problems()).isEmpty();
    }

    /** As to a database that was away for long. */
    @Test
    void shouldGiveRecordsFromTheFileThatAreNotAtHandAnyMore() {
        try (SealedJournal live = open()) {
            for (int i = 0; i < 20; i++) {
                live.append(1);
                live.checkpoint();
            }

            assertThat(live.seals().after(0, 5)).extracting(SealRecord::number).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(live.seals().after(3, 100)).hasSize(18);
            assertThat(live.seals().after(18, 2)).extracting(SealRecord::number).containsExactly(19L, 20L);
            assertThat(live.seals().after(21, 100)).isEmpty();
        }
    }

    @Test
    void shouldBringTheWitnessWhatItLacks() throws IOException {
        Path witness = directory.resolveSibling(directory.getFileName() + ".witness");
        try (SealedJournal live = open()) {
            live.append(5);
            live.checkpoint();
        }
        SealSettings watched = SealSettings.of(KEY).withWitnessFile(witness);
        try (SealedJournal live = SealedJournal.open(directory, SEED, watched)) {
            live.append(5);
            live.stop();
        }

        assertThat(SealFolder.recordsOf(witness).records())
                .extracting(SealRecord::number)
                .containsExactly(1L, 2L, 3L);
        assertThat(Files.readAllBytes(witness))
                .isEqualTo(Files.readAllBytes(SealFolder.in(directory).recordFile()));
        Files.delete(witness);
    }

    private SealedJournal open() {
        return SealedJournal.open(directory, SEED, SealSettings.of(KEY));
    }

    private SealFindings check() {
        return SealCheck.run(directory, SealedJournal.options(SEED), List.of(KEY.publicKey()), List.of());
    }

    private List<Checkpoint> checkpoints() {
        return SealFolder.in(directory).records().records().stream()
                .filter(each -> each.kind() == SealRecord.Kind.CHECKPOINT)
                .map(Checkpoint::of)
                .toList();
    }

    private Checkpoint lastCheckpoint() {
        List<Checkpoint> all = checkpoints();
        return all.get(all.size() - 1);
    }

    private void moveSealsAway() {
        try {
            Files.move(directory.resolve("seals"), directory.resolve("seals.old"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
