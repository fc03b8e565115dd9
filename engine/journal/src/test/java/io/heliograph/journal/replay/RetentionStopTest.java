package io.heliograph.journal.replay;

import static io.heliograph.journal.replay.RetentionRig.POLICY;
import static io.heliograph.journal.replay.RetentionRig.cut;
import static io.heliograph.journal.replay.RetentionRig.folders;
import static io.heliograph.journal.replay.RetentionRig.segments;
import static io.heliograph.journal.replay.RetentionRig.starts;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Remover;
import io.heliograph.journal.Tombstones;
import io.heliograph.journal.retention.RetentionFloor;
import io.heliograph.journal.retention.RetentionPolicy;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop at any file that is deleted leaves a journal that goes on. */
class RetentionStopTest {
    @TempDir
    private Path temporary;

    private final RetentionRig rig = new RetentionRig();

    /** Stops before each file that is deleted, and before the tombstone and after it. */
    @Test
    void shouldGoOnAfterAStopAtEveryFile() throws IOException {
        Path whole = temporary.resolve("whole");
        long begin;
        try (LiveEngine engine = segments(whole, 3)) {
            begin = starts(engine).get(2);
        }
        int stops = 0;
        boolean hasFinished = false;
        while (!hasFinished) {
            Path directory = temporary.resolve("stop-" + stops);
            Directories.copy(whole, directory);
            hasFinished = deleteUntil(directory, stops++);

            try (LiveEngine engine = new LiveEngine(directory)) {
                assertThat(engine.problems()).isEmpty();
                assertThat(engine.journal().events().first()).isEqualTo(begin);
                rig.delete(engine, directory, new RetentionPolicy(0, 0, 0, 1));
                assertThat(folders(directory, "events")).doesNotContain(String.format("%020d", 1));
                assertThat(folders(directory, "outputs")).doesNotContain(String.format("%020d", 1));
                engine.trade(10);
                assertThat(engine.trades()).isEqualTo(310);
            }
            try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
                assertThat(Tombstones.of(view).all()).hasSize(1);
            }
        }
        assertThat(stops)
                .as("two segments of each log, four files and a folder each")
                .isGreaterThan(12);
    }

    @Test
    void shouldBeAsBeforeWhenStoppedWhileTheTombstoneIsWritten() throws IOException {
        Path directory = temporary.resolve("journal");
        segments(directory, 3).close();
        Files.createDirectories(directory.resolve("tombstones"));
        Files.write(directory.resolve("tombstones").resolve("00000000000000000001.tombstone.tmp"), new byte[20]);

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.journal().events().first()).isEqualTo(1);
            cut(engine);
            rig.delete(engine, directory, POLICY);
            assertThat(engine.journal().tombstones().all()).hasSize(1);
        }
    }

    /** Whether all was deleted before the stop came. */
    private boolean deleteUntil(Path directory, int files) {
        int[] left = {files};
        Remover stopping = path -> {
            if (left[0]-- == 0) {
                throw new Stop();
            }
            Remover.UNLINK.remove(path);
        };
        try (LiveEngine engine = new LiveEngine(directory)) {
            rig.run(rig.retention(engine, directory, POLICY, RetentionFloor.NONE, stopping));
            return true;
        } catch (Stop e) {
            return false;
        }
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
