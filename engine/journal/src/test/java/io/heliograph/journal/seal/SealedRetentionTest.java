package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.Journal;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstone.DeletedSegment;
import io.heliograph.journal.TombstoneSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private SealFindings check(Path directory) {
        return SealCheck.run(directory, SealedJournal.options(SEED), List.of(key.publicKey()), List.of());
    }

    /** A sealed journal without the first of its two segments of each log. */
    private Path cut(TombstoneSigner signer) throws IOException {
        Path directory = temporary.resolve("journal");
        try (SealedJournal sealed = SealedJournal.open(directory, SEED, SealSettings.of(key))) {
            Journal journal = sealed.journal();
            sealed.append(50);
            journal.rollWithNextGroup();
            sealed.append(50);
            sealed.checkpoint();
            Tombstone tombstone = tombstone(journal).signedBy(signer);
            journal.compact(tombstone);
            for (Path left : journal.leftOf(tombstone)) {
                Files.delete(left);
            }
        }
        return directory;
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
