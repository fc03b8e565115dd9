package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.Contents;
import io.heliograph.journal.LogKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal with three checkpoints and a tail that is not sealed; then something is wrong with it or its witness. */
class SealCheckTest {
    private static final SealKey KEY = SealKey.generate();
    private static final long SEED = 7;

    @TempDir
    Path folder;

    private Path directory;
    private Path witness;

    @BeforeEach
    void write() {
        directory = folder.resolve("data");
        witness = folder.resolve("witness");
        try (SealedJournal live =
                SealedJournal.open(directory, SEED, SealSettings.of(KEY).withWitnessFile(witness))) {
            for (int i = 0; i < 3; i++) {
                live.append(10);
                live.checkpoint();
            }
            live.append(2);
        }
    }

    @Test
    void shouldSayWhatIsNotSealedAndChangeNothing() throws IOException {
        List<String> before = Contents.of(directory);

        SealFindings found = check(witnessed());

        assertThat(found.verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
        assertThat(found.verdict().exitCode(false)).isZero();
        assertThat(found.verdict().exitCode(true)).isEqualTo(12);
        assertThat(found.unsignedEvents()).isPositive();
        assertThat(found.notes()).containsExactly("the witness agrees through record=4");
        assertThat(Contents.of(directory)).isEqualTo(before);
    }

    @Test
    void shouldNameTheBlockInWhichARecordWasChanged() throws IOException {
        Attack.EDIT.onLog(directory, LogKind.OUTPUTS, 1, new Random(1));

        SealFindings found = check(List.of());

        assertThat(found.verdict()).isEqualTo(SealVerdict.FORKED);
        assertThat(found.problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("log=OUTPUTS between sequence=1 and "
                                + SealFolder.in(directory)
                                        .blocks(LogKind.OUTPUTS)
                                        .get(0)
                                        .last()));
    }

    @Test
    void shouldMissSealsThatTheWitnessHolds() throws IOException {
        Files.move(directory.resolve("seals"), folder.resolve("gone"));

        assertThat(check(List.of()).verdict()).isEqualTo(SealVerdict.UNSIGNED);
        assertThat(check(witnessed()).verdict()).isEqualTo(SealVerdict.TRUNCATED);
    }

    @Test
    void shouldFindDamagedSeals() throws IOException {
        byte[] records = Files.readAllBytes(directory.resolve("seals/RECORDS"));
        records[records.length / 2] ^= 1;
        Files.write(directory.resolve("seals/RECORDS"), records);

        assertThat(check(List.of()).verdict()).isEqualTo(SealVerdict.CORRUPT);
    }

    @Test
    void shouldNotTakeAStrangersWordForAWitness() {
        SealKey stranger = SealKey.generate();
        SealRecord ours = witnessed().get(2);
        SealRecord forged = SealRecord.sign(
                SealRecord.Kind.CHECKPOINT,
                ours.journalId(),
                99,
                1,
                ours,
                Checkpoint.of(ours).encode(),
                stranger);

        SealFindings found = check(List.of(forged));

        assertThat(found.verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
        assertThat(found.notes()).anySatisfy(note -> assertThat(note).contains("not trusted"));
    }

    @Test
    void shouldNotTrustAnotherKey() {
        SealFindings found = SealCheck.run(
                directory,
                SealedJournal.options(SEED),
                List.of(SealKey.generate().publicKey()),
                List.of());

        assertThat(found.verdict()).isEqualTo(SealVerdict.FORKED);
        assertThat(found.problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("not signed by a key that is trusted")
                        .contains(KEY.publicKey().shortId()));
    }

    @Test
    void shouldSayWhomItTrustsWithoutAKey() {
        SealFindings alone = SealCheck.run(directory, SealedJournal.options(SEED), List.of(), List.of());
        SealFindings watched = SealCheck.run(directory, SealedJournal.options(SEED), List.of(), witnessed());

        assertThat(alone.trust()).contains("whoever can write there could have named another");
        assertThat(watched.trust()).contains("the witness names key " + KEY.publicKey());
    }

    private SealFindings check(List<SealRecord> copies) {
        return SealCheck.run(directory, SealedJournal.options(SEED), List.of(KEY.publicKey()), copies);
    }

    private List<SealRecord> witnessed() {
        return SealFolder.recordsOf(witness).records();
    }
}
