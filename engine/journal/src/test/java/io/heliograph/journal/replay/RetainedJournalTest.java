package io.heliograph.journal.replay;

import static io.heliograph.journal.replay.RetentionRig.POLICY;
import static io.heliograph.journal.replay.RetentionRig.segments;
import static io.heliograph.journal.replay.RetentionRig.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalVersionException;
import io.heliograph.journal.JournalView;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What begins a journal whose front was deleted: without its snapshot and its tombstone it is refused. */
class RetainedJournalTest {
    @TempDir
    private Path temporary;

    private final RetentionRig rig = new RetentionRig();

    @Test
    void shouldBeVerifiedFromTheSnapshotThatTheTombstoneNames() throws Exception {
        Path directory = temporary.resolve("journal");
        long begin;
        try (LiveEngine engine = segments(directory, 4)) {
            begin = starts(engine).get(3);
            rig.delete(engine, directory, POLICY);
            engine.stop();
        }

        AuditFindings findings = audit(directory, 1);

        assertThat(findings.trustedEvent()).isEqualTo(begin - 1);
        assertThat(findings.tombstone()).isEqualTo(1);
        assertThat(findings.outputs()).isPositive();
        assertThatThrownBy(() -> audit(directory, begin - 1)).isInstanceOf(IllegalArgumentException.class);
        SnapshotFile snapshot = new SnapshotFile(directory, begin - 1);
        snapshot.forge(2); // a receive time, which any core takes over
        assertThatThrownBy(() -> audit(directory, 1))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("tombstone=1");
        snapshot.flip(300, 1);
        assertThatThrownBy(() -> audit(directory, 1))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("nothing is kept with which a replay could begin");
    }

    @Test
    void shouldDigestWhatWasDeletedAsIfItWereThere() throws Exception {
        Path directory = temporary.resolve("journal");
        Path whole = temporary.resolve("whole");
        try (LiveEngine engine = segments(whole, 4)) {
            engine.stop();
        }
        Directories.copy(whole, directory);
        try (LiveEngine engine = new LiveEngine(whole)) {
            engine.trade(100);
            engine.stop();
        }
        try (LiveEngine engine = new LiveEngine(directory)) {
            rig.delete(engine, directory, POLICY);
            engine.trade(100);
            engine.snapshot();
            engine.stop();
        }

        AuditFindings findings = audit(directory, 1);
        assertThat(findings.trustedOutput()).isPositive();
        assertThat(findings.contentDigest()).isEqualTo(audit(whole, 1).contentDigest());
        assertThat(findings.snapshots())
                .extracting(each -> each.standing().name())
                .contains("TRUSTED", "EQUAL")
                .doesNotContain("DIFFERENT");
        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.recovery().digest().outputs()).isGreaterThan(findings.trustedOutput());
        }
    }

    @Test
    void shouldFindASnapshotWhoseDigestIsNotThatOfItsOutputs() throws Exception {
        Path directory = temporary.resolve("journal");
        long later;
        try (LiveEngine engine = segments(directory, 2)) {
            engine.snapshot();
            later = engine.core().eventSequence();
            engine.stop();
        }
        SnapshotFile snapshot = new SnapshotFile(directory, later);
        snapshot.forge(snapshot.stateLongs() - 1); // the end of the last chain

        assertThat(audit(directory, 1).hasDifference()).isTrue();
    }

    @Test
    void shouldNameTheReleaseThatReadsTheSnapshotWithWhichItBegins() throws Exception {
        Path directory = temporary.resolve("journal");
        long begin;
        try (LiveEngine engine = segments(directory, 3)) {
            rig.delete(engine, directory, POLICY);
            begin = engine.journal().events().first();
            engine.stop();
        }
        new SnapshotFile(directory, begin - 1).setStateVersion(SignalCore.STATE_VERSION - 1);

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOfSatisfying(
                        JournalVersionException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(9))
                .hasMessageContaining("event=" + (begin - 1) + " stateVersion=" + (SignalCore.STATE_VERSION - 1)
                        + " supported=" + SignalCore.STATE_VERSION)
                .hasMessageContaining("writtenBy=test; use that release");
        assertThatThrownBy(() -> audit(directory, 1)).isInstanceOf(JournalVersionException.class);
    }

    /** Later snapshots are vouched for by the replay alone that comes to them, and by no signature. */
    @Test
    void shouldNotTrustALaterSnapshotInThePlaceOfTheOneThatTheTombstoneNames() throws Exception {
        Path directory = temporary.resolve("journal");
        long begin;
        long later;
        try (LiveEngine engine = segments(directory, 4)) {
            begin = starts(engine).get(3);
            rig.delete(engine, directory, POLICY);
            engine.snapshot();
            later = engine.core().eventSequence();
            engine.trade(100);
            engine.stop();
        }
        new SnapshotFile(directory, later).forge(2);
        Files.delete(directory.resolve("snapshots").resolve(String.format("%020d.snapshot", begin - 1)));

        assertThatThrownBy(() -> audit(directory, 1))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("the snapshot that tombstone=1 names")
                .hasMessageContaining("event=" + (begin - 1));
        assertThat(audit(directory, later + 1).trustedEvent())
                .as("who begins there says whom to trust")
                .isEqualTo(later);
    }

    @Test
    void shouldRefuseAJournalWithoutTheSnapshotThatBeginsIt() throws IOException {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            rig.delete(engine, directory, POLICY);
        }
        Directories.delete(directory.resolve("snapshots"));

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("expected a snapshot with which the log begins");
    }

    @Test
    void shouldRefuseAJournalWhoseTombstoneIsDamagedOrMissing() throws IOException {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            rig.delete(engine, directory, POLICY);
        }
        Path file = directory.resolve("tombstones").resolve("00000000000000000001.tombstone");
        byte[] whole = Files.readAllBytes(file);
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x40;
            Files.write(file, damaged);
            assertThatThrownBy(() -> JournalView.open(directory, LiveEngine.options()))
                    .as("place=%d", place)
                    .isInstanceOf(io.heliograph.journal.JournalException.class);
        }
        Files.delete(file);
        assertThatThrownBy(() -> JournalView.open(directory, LiveEngine.options()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("a segment is missing");
    }

    private static AuditFindings audit(Path directory, long from) {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            return new AuditReplay(view).run(from, ReplayProgress.NONE);
        }
    }
}
