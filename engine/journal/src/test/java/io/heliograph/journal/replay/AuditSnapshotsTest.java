package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.snapshot.SnapshotFinding;
import io.heliograph.journal.snapshot.SnapshotFinding.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal with a snapshot in each of three stretches, audited from the beginning and from its snapshots. */
class AuditSnapshotsTest {
    private static final long SEED = 20_261_120;

    /** Where the body of the first record stands in a frame: behind the frame's header, the record's length and its own header. */
    private static final int FIRST_BODY = 48 + 4 + 8;

    /** Where the highest byte of the first record's length stands in a frame: its bit 7 says that the cause ends there. */
    private static final int FIRST_MARK = 48 + 3;

    @TempDir
    private Path directory;

    private List<Long> events;

    @BeforeEach
    void runAnEngine() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            for (int i = 0; i < 3; i++) {
                trade(engine, 300);
                engine.snapshot();
            }
            trade(engine, 300);
            engine.stop();
            events = engine.snapshots().stream().sorted().toList();
        }
    }

    private static void trade(LiveEngine engine, int trades) {
        for (int i = 0; i < trades; i += 20) {
            engine.trade(20);
        }
    }

    @Test
    void shouldComeToTheStateOfEachSnapshotOnTheWay() {
        AuditFindings findings = audit(1);

        assertThat(findings.trustedEvent()).isZero();
        assertThat(findings.snapshots())
                .extracting(SnapshotFinding::event, SnapshotFinding::standing)
                .containsExactly(
                        tuple(events.get(0), Standing.EQUAL),
                        tuple(events.get(1), Standing.EQUAL),
                        tuple(events.get(2), Standing.EQUAL));
        assertThat(findings.hasDifference()).isFalse();
        assertThat(findings.hasDamage()).isFalse();
    }

    @Test
    void shouldSeeEachLongOfASnapshotThatIsAnother() throws IOException {
        Random random = new Random(SEED);
        SnapshotFile file = new SnapshotFile(directory, events.get(1));

        for (int i = 0; i < 20; i++) {
            int place = random.nextInt(file.stateLongs());
            file.forge(place);
            List<SnapshotFinding> findings = audit(1).snapshots();

            assertThat(findings)
                    .extracting(SnapshotFinding::standing)
                    .as("seed=" + SEED + " long=" + place)
                    .containsExactly(Standing.EQUAL, Standing.DIFFERENT, Standing.EQUAL);
            assertThat(findings.get(1).found()).contains("long=" + (place + 1) + " recorded=");
        }
    }

    @Test
    void shouldSeeEachFlippedBitOfASnapshot() throws IOException {
        Random random = new Random(SEED);
        SnapshotFile file = new SnapshotFile(directory, events.get(1));

        for (int i = 0; i < 20; i++) {
            int offset = random.nextInt(104);
            file.flip(offset, random.nextInt(8));

            if (offset == 4 || offset == 5 || offset == 6 || offset == 7) {
                continue; // the format's number: a newer one is refused, which RecoveryTest shows
            }
            AuditFindings findings = audit(1);
            assertThat(findings.snapshots())
                    .extracting(SnapshotFinding::standing)
                    .as("seed=" + SEED + " offset=" + offset)
                    .containsExactly(Standing.EQUAL, Standing.DAMAGED, Standing.EQUAL);
            assertThat(findings.hasDamage()).isTrue();
        }
    }

    @Test
    void shouldBeginWithTheNearestSnapshotBeforeTheEventAskedFor() {
        AuditFindings all = audit(1);
        long from = events.get(1) + 7;

        AuditFindings findings = audit(from);

        assertThat(findings.trustedEvent()).isEqualTo(events.get(1));
        assertThat(findings.events()).isEqualTo(all.events() - events.get(1));
        assertThat(findings.outputs())
                .isEqualTo(all.outputs() - findings.trustedOutput())
                .isPositive();
        assertThat(findings.coreLevels()).containsExactly(1);
        assertThat(findings.builds()).containsExactly("test");
        assertThat(findings.snapshots())
                .extracting(SnapshotFinding::standing)
                .containsExactly(Standing.BEFORE, Standing.TRUSTED, Standing.EQUAL);
    }

    @Test
    void shouldReplayTheEventAskedForItself() {
        assertThat(audit(events.get(1)).trustedEvent()).isEqualTo(events.get(0));
        assertThat(audit(events.get(1) + 1).trustedEvent()).isEqualTo(events.get(1));
        assertThat(audit(events.get(0)).trustedEvent()).isZero();
        assertThat(audit(2).trustedEvent()).isZero();
    }

    @Test
    void shouldPassOverADamagedSnapshotToBeginWith() throws IOException {
        new SnapshotFile(directory, events.get(2)).flip(200, 3);

        AuditFindings findings = audit(events.get(2) + 50);

        assertThat(findings.trustedEvent()).isEqualTo(events.get(1));
        assertThat(findings.snapshots())
                .extracting(SnapshotFinding::standing)
                .containsExactly(Standing.BEFORE, Standing.TRUSTED, Standing.DAMAGED);
    }

    @Test
    void shouldRefuseToBeginWhereNothingIs() {
        long head = audit(1).events();

        assertThat(audit(head + 1).missingOutputs()).isZero();
        assertThatThrownBy(() -> audit(head + 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("head=" + head);
        assertThatThrownBy(() -> audit(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSeeAForgedOutputOnlyOnTheWay() throws IOException {
        FrameFile file = new FrameFile(outputs());
        int at = FIRST_BODY + BarClosedDecoder.closePriceEncodingOffset();
        file.forge(1, at, (byte) (file.at(file.frame(1) + at) ^ 1));

        assertThatThrownBy(() -> audit(1)).isInstanceOf(ReplayDifferenceException.class);
        assertThat(audit(events.get(1)).outputs()).isPositive();
    }

    @Test
    void shouldSeeWhereTheLastOutputOfAnEventIsNotMarkedOrAnotherOneIs() throws IOException {
        FrameFile file = new FrameFile(outputs());
        boolean[] isEnding = marks();
        int seen = 0;
        long first = 1;

        for (int frame = 0; frame < file.count(); frame++) {
            int mark = file.frame(frame) + FIRST_MARK;
            file.forge(frame, FIRST_MARK, (byte) (file.at(mark) ^ 0x80));
            ReplayDifferenceException difference =
                    catchThrowableOfType(ReplayDifferenceException.class, () -> audit(1));

            assertThat(difference).as("frame=" + frame).isNotNull();
            assertThat(difference.sequence()).isEqualTo(first);
            assertThat(difference.recorded())
                    .startsWith("endOfCause=" + !isEnding[(int) first])
                    .contains("BarClosed");
            assertThat(difference.replayed())
                    .startsWith("endOfCause=" + isEnding[(int) first])
                    .contains("BarClosed");
            seen |= isEnding[(int) first] ? 1 : 2;
            file.restore(file.frame(frame), file.length(frame));
            first += file.at(file.frame(frame) + 32);
        }
        assertThat(seen).as("both kinds of marks occur").isEqualTo(3);
        assertThat(audit(1).outputs()).isEqualTo(first - 1);
    }

    private boolean[] marks() {
        try (JournalView view = JournalView.open(directory, LiveEngine.options());
                LogReader reader = view.readerFrom(LogKind.OUTPUTS, 1)) {
            boolean[] marks = new boolean[(int) view.outputs().head() + 1];
            while (reader.position() < view.outputs().head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> marks[(int) sequence] = endOfCause,
                        100);
            }
            return marks;
        }
    }

    private AuditFindings audit(long from) {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            return new AuditReplay(view).run(from, ReplayProgress.NONE);
        }
    }

    private Path outputs() {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            return view.segments(LogKind.OUTPUTS).get(0).folder();
        }
    }
}
