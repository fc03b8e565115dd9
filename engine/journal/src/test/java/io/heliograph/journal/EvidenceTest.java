package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.Tombstone.DeletedSegment;
import io.heliograph.journal.seal.SealKey;
import io.heliograph.journal.seal.SealSettings;
import io.heliograph.journal.seal.SealedJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that were cut off stay as evidence as long as what followed them is kept. */
class EvidenceTest {
    private static final long SEED = 11;
    private static final SealKey KEY = SealKey.generate();

    @TempDir
    private Path temporary;

    @Test
    void shouldDeleteWhatWasCutOffWithTheSegmentsBehindIt() throws IOException {
        Path directory = temporary.resolve("journal");
        Path evidence = cutOff(directory);
        try (SealedJournal live = open(directory)) {
            Journal journal = live.journal();
            List<JournalView.SegmentRange> outputs = journal.segments(LogKind.OUTPUTS);
            assertThat(outputs).extracting(JournalView.SegmentRange::folder).doesNotContain(evidence);
            Tombstone first = tombstone(journal, outputs.get(0));
            Tombstone second = tombstone(journal, outputs.get(1));

            assertThat(journal.leftOf(first))
                    .contains(outputs.get(0).folder())
                    .noneMatch(path -> path.startsWith(evidence));
            assertThat(journal.leftOf(second))
                    .contains(outputs.get(0).folder(), outputs.get(1).folder(), evidence)
                    .doesNotHaveDuplicates();
            for (Path left : journal.leftOf(second)) {
                Files.delete(left);
            }
            assertThat(evidence).doesNotExist();
            assertThat(outputs.get(2).folder()).isDirectoryContaining("glob:**SEGMENT");
        }
    }

    /** Two segments, of whose second the outputs are void: a third goes on in its place, and a fourth behind that. */
    private static Path cutOff(Path directory) {
        long kept;
        Path evidence;
        try (SealedJournal live = open(directory)) {
            live.append(20);
            kept = live.journal().outputs().head();
            live.journal().rollWithNextGroup();
            live.append(20);
            evidence = live.journal().segments(LogKind.OUTPUTS).get(1).folder();
        }
        try (Journal journal = Journal.open(directory, SealedJournal.options(SEED))) {
            journal.start(journal.lastEpoch() + 1, kept);
        }
        try (SealedJournal live = open(directory)) {
            live.append(20);
        }
        return evidence;
    }

    private static SealedJournal open(Path directory) {
        return SealedJournal.open(directory, SEED, SealSettings.of(KEY));
    }

    private static Tombstone tombstone(Journal journal, JournalView.SegmentRange through) {
        return new Tombstone(
                journal.id(),
                1,
                1,
                1,
                through.last(),
                0,
                through.ordinal(),
                new byte[Tombstone.DIGEST_LENGTH],
                new byte[Tombstone.DIGEST_LENGTH],
                "policy",
                "test",
                List.of(new DeletedSegment(
                        LogKind.OUTPUTS,
                        through.ordinal(),
                        through.first(),
                        through.last(),
                        new byte[Tombstone.DIGEST_LENGTH])),
                new byte[0]);
    }
}
