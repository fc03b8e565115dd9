package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.Journal;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstone.DeletedSegment;
import io.heliograph.journal.TombstoneSigner;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What retention deleted is no finding where it was signed, and a cut front without that is one. */
class SealedRetentionTest {
    private static final long SEED = 7;

    @TempDir
    Path temporary;

    private final SealKey key = SealKey.generate();

    @Test
    void shouldNotMissWhatASignedTombstoneNames() throws IOException {
        Path directory = cut(key.tombstoneSigner());

        SealFindings findings = check(directory);
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.verdict()).isEqualTo(SealVerdict.OK);
        assertThat(findings.notes())
                .anyMatch(note -> note.startsWith("retention deleted the front: log=EVENTS missing=1 to "))
                .anyMatch(note -> note.startsWith("retention deleted the front: log=OUTPUTS missing=1 to "));
    }

    @Test
    void shouldGoOnSealingBehindWhatWasDeleted() throws IOException {
        Path directory = cut(key.tombstoneSigner());
        try (SealedJournal journal = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            journal.append(10);
            journal.checkpoint();
            assertThat(journal.diagnostics()).isEmpty();
        }
        assertThat(check(directory).verdict()).isEqualTo(SealVerdict.OK);
    }

    @Test
    void shouldMissAFrontThatNobodySignedFor() throws IOException {
        assertThat(check(cut(TombstoneSigner.UNSIGNED)).problems())
                .allMatch(problem -> problem.contains("is not signed by a key that is trusted"))
                .hasSize(2);
    }

    @Test
    void shouldMissAFrontThatAStrangerSignedFor() throws IOException {
        SealFindings findings = check(cut(SealKey.generate().tombstoneSigner()));
        assertThat(findings.verdict()).isEqualTo(SealVerdict.TRUNCATED);
    }

    /** As where an engine was stopped, all of it sealed, and deletes with its next start before anything new is sealed. */
    @Test
    void shouldVouchForAFrontThatReachesAsFarAsTheSeals() throws IOException {
        SealFindings findings = check(cutAllThatIsSealed(tombstone -> tombstone.signedBy(key.tombstoneSigner())));
        assertThat(findings.verdict()).as(findings.problems().toString()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
        assertThat(findings.notes())
                .filteredOn(note -> note.startsWith("retention deleted the front"))
                .hasSize(2);
    }

    @Test
    void shouldMissAFrontThatReachesAsFarAsTheSealsWhereNobodySignedForIt() throws IOException {
        SealFindings findings = check(cutAllThatIsSealed(UnaryOperator.identity()));

        assertThat(findings.verdict()).isEqualTo(SealVerdict.TRUNCATED);
    }

    /** It deletes nothing more, and names another snapshot for the one with which the log begins. */
    @Test
    void shouldFindATombstoneThatSomebodyPutAboveTheSignedOne() throws IOException {
        Path directory = cut(key.tombstoneSigner());
        try (SealedJournal sealed = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            Tombstone signed = sealed.journal().tombstones().newest().orElseThrow();
            sealed.journal().compact(above(signed, signed.digest(), new byte[0]));
        }

        SealFindings findings = check(directory);
        assertThat(findings.verdict()).isEqualTo(SealVerdict.TRUNCATED);
        assertThat(findings.problems())
                .anyMatch(problem -> problem.contains("the newest tombstone is not signed by a key that is trusted"));
    }

    @Test
    void shouldFindATombstoneThatTheNextDoesNotName() throws IOException {
        Path directory = cut(key.tombstoneSigner());
        try (SealedJournal sealed = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            Tombstone signed = sealed.journal().tombstones().newest().orElseThrow();
            Tombstone stranger = above(signed, new byte[Tombstone.DIGEST_LENGTH], new byte[0]);
            sealed.journal().compact(stranger.signedBy(key.tombstoneSigner()));
        }

        SealFindings findings = check(directory);
        assertThat(findings.verdict()).isEqualTo(SealVerdict.TRUNCATED);
        assertThat(findings.problems())
                .anyMatch(problem -> problem.contains("tombstone=2 does not name the one before"));
    }

    @Test
    void shouldSayThatNobodySignedForWhatWentBeforeTheSealsBegan() throws IOException {
        Path directory = cut(key.tombstoneSigner());
        Directories.delete(directory.resolve("seals"));
        try (SealedJournal sealed = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            sealed.checkpoint();
        }

        SealFindings findings = check(directory);
        assertThat(findings.verdict()).as(findings.problems().toString()).isEqualTo(SealVerdict.OK);
        assertThat(findings.notes())
                .anyMatch(note -> note.startsWith("the front was gone before it could be sealed: log=EVENTS first="));
    }

    private static Tombstone above(Tombstone before, byte[] previousDigest, byte[] signature) {
        return new Tombstone(
                before.journalId(),
                before.number() + 1,
                before.timeNs(),
                before.lastEvent(),
                before.lastOutput(),
                before.eventOrdinal(),
                before.outputOrdinal(),
                Sha256.of(new byte[] {1}),
                previousDigest,
                before.policy(),
                before.actor(),
                List.of(),
                signature);
    }

    private SealFindings check(Path directory) {
        return SealCheck.run(directory, SealedJournal.options(SEED), List.of(key.publicKey()), List.of());
    }

    /** A sealed journal without the first of its two segments of each log. */
    /** All that the seals cover is deleted; what is new is not sealed yet. */
    private Path cutAllThatIsSealed(UnaryOperator<Tombstone> signed) throws IOException {
        Path directory = temporary.resolve("journal");
        try (SealedJournal sealed = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            sealed.append(50);
            sealed.checkpoint();
            sealed.journal().rollWithNextGroup();
            sealed.append(50);
            sealed.force();
            delete(sealed.journal(), signed.apply(tombstone(sealed.journal())));
        }
        return directory;
    }

    private Path cut(TombstoneSigner signer) throws IOException {
        Path directory = temporary.resolve("journal");
        try (SealedJournal sealed = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            Journal journal = sealed.journal();
            sealed.append(50);
            journal.rollWithNextGroup();
            sealed.append(50);
            sealed.checkpoint();
            delete(journal, tombstone(journal).signedBy(signer));
        }
        return directory;
    }

    private static void delete(Journal journal, Tombstone tombstone) throws IOException {
        journal.compact(tombstone);
        for (Path left : journal.leftOf(tombstone)) {
            Files.delete(left);
        }
    }

    private static Tombstone tombstone(Journal journal) {
        List<DeletedSegment> segments = new ArrayList<>();
        for (LogKind log : LogKind.values()) {
            var first = journal.segments(log).get(0);
            segments.add(new DeletedSegment(
                    log, first.ordinal(), first.first(), first.last(), new byte[Tombstone.DIGEST_LENGTH]));
        }
        return new Tombstone(
                journal.id(),
                1,
                1,
                segments.get(0).last(),
                segments.get(1).last(),
                1,
                1,
                new byte[Tombstone.DIGEST_LENGTH],
                new byte[Tombstone.DIGEST_LENGTH],
                "policy",
                "test",
                segments,
                new byte[0]);
    }
}
