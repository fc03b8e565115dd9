package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.Remover;
import io.heliograph.journal.SequenceCompactedException;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstone.DeletedSegment;
import io.heliograph.journal.TombstoneSigner;
import io.heliograph.journal.Tombstones;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.retention.RetentionFloor;
import io.heliograph.journal.retention.RetentionPolicy;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.testkit.Directories;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted, what holds it back, and that a stop at any file leaves a journal that goes on. */
class RetentionTest {
    private static final long AGE_NS = 1_000_000_000L;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final RetentionPolicy POLICY = new RetentionPolicy(AGE_NS, 0, PATIENCE_NS, 1);
    private static final RetentionFloor ALL = RetentionFloor.NONE;

    @TempDir
    Path temporary;

    private final ManualClock clock = new ManualClock(System.currentTimeMillis() * 1_000_000 + 10 * AGE_NS);
    private final List<String> said = new ArrayList<>();

    @Test
    void shouldDeleteWhatIsOldAndGoOnAsIfNothingWere() throws Exception {
        Path directory = temporary.resolve("journal");
        List<String> kept;
        try (LiveEngine engine = segments(directory, 4)) {
            long begin = starts(engine).get(3);
            List<String> before = records(engine.journal().events(), begin);
            byte[] digest = digest(engine, LogKind.EVENTS, 0);
            byte[] snapshot = snapshotDigest(engine, directory, begin - 1);

            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));

            assertThat(starts(engine)).containsExactly(begin);
            assertThat(engine.journal().events().first()).isEqualTo(begin);
            assertThat(engine.journal().outputs().first()).isGreaterThan(1);
            assertThat(records(engine.journal().events(), begin)).isEqualTo(before);
            assertThat(folders(directory, "events")).containsExactly(String.format("%020d", begin));
            Tombstone tombstone = engine.journal().tombstones().newest().orElseThrow();
            assertThat(tombstone.lastEvent()).isEqualTo(begin - 1);
            assertThat(tombstone.snapshotDigest()).isEqualTo(snapshot);
            assertThat(tombstone.policy()).isEqualTo("retention.max_age=PT1S retention.max_bytes=0");
            assertThat(tombstone.actor()).isEqualTo("retention");
            assertThat(tombstone.signature()).isEmpty();
            DeletedSegment first = tombstone.segments().get(0);
            assertThat(first.first()).isEqualTo(1);
            assertThat(first.digest()).isEqualTo(digest);
            engine.trade(100);
            kept = LiveEngine.records(
                    engine.journal().outputs(), engine.journal().outputs().first());
        }
        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.problems()).isEmpty();
            assertThat(LiveEngine.records(
                            engine.journal().outputs(),
                            engine.journal().outputs().first()))
                    .isEqualTo(kept);
            engine.trade(100);
            assertThat(engine.trades()).isEqualTo(600);
        }
        assertThat(outputsWithoutRetention()).endsWith(kept.get(kept.size() - 1).substring(32));
    }

    @Test
    void shouldBeVerifiedFromTheSnapshotThatTheTombstoneNames() throws Exception {
        Path directory = temporary.resolve("journal");
        long begin;
        try (LiveEngine engine = segments(directory, 4)) {
            begin = starts(engine).get(3);
            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
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

    private static AuditFindings audit(Path directory, long from) {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            return new AuditReplay(view).run(from, ReplayProgress.NONE);
        }
    }

    @Test
    void shouldChainTombstones() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 2)) {
            Retention retention = retention(engine, directory, POLICY, ALL, Remover.UNLINK);
            run(retention);
            cut(engine);
            run(retention);

            List<Tombstone> all = engine.journal().tombstones().all();
            assertThat(all).extracting(Tombstone::number).containsExactly(1L, 2L);
            assertThat(all.get(0).previousDigest()).isEqualTo(new byte[Tombstone.DIGEST_LENGTH]);
            assertThat(all.get(1).previousDigest()).isEqualTo(all.get(0).digest());
        }
    }

    @Test
    void shouldSignWhatItSays() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 2)) {
            List<byte[]> signed = new ArrayList<>();
            TombstoneSigner signer = content -> {
                signed.add(content);
                return new byte[] {1, 2, 3};
            };
            run(new Retention(
                    engine.journal(),
                    SnapshotStore.in(directory, engine.journal().id()),
                    POLICY,
                    ALL,
                    signer,
                    Remover.UNLINK,
                    clock::nowNs,
                    clock::nowNs,
                    said::add));

            Tombstone tombstone = engine.journal().tombstones().newest().orElseThrow();
            assertThat(tombstone.signature()).containsExactly(1, 2, 3);
            assertThat(signed).singleElement().isEqualTo(tombstone.content());
        }
    }

    @Test
    void shouldDeleteNothingThatIsNeitherOldNorTooMuch() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            run(retention(engine, directory, new RetentionPolicy(Long.MAX_VALUE, 0, 0, 1), ALL, Remover.UNLINK));
            run(retention(engine, directory, new RetentionPolicy(0, 1L << 40, 0, 1), ALL, Remover.UNLINK));
            assertThat(engine.journal().events().first()).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteOnlyAsMuchAsIsTooMuch() throws IOException {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 4)) {
            long segment = bytes(directory) / 8;
            RetentionPolicy policy = new RetentionPolicy(0, bytes(directory) - segment, 0, 1);
            List<Long> before = starts(engine);
            run(retention(engine, directory, policy, ALL, Remover.UNLINK));
            assertThat(starts(engine)).isEqualTo(before.subList(1, 4));
            assertThat(bytes(directory)).isLessThanOrEqualTo(policy.maxBytes());
        }
    }

    @Test
    void shouldNeverPassWhatTheStoreHasNotStored() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 4)) {
            List<Long> before = starts(engine);
            long[] stored = {-1};
            Retention retention = retention(engine, directory, POLICY, outputs(() -> stored[0]), Remover.UNLINK);
            run(retention);
            assertThat(starts(engine)).isEqualTo(before);

            SnapshotStore snapshots =
                    SnapshotStore.in(directory, engine.journal().id());
            stored[0] = snapshots.outputAt(before.get(2) - 1).orElseThrow();
            run(retention);
            assertThat(starts(engine)).isEqualTo(before.subList(2, 4));
        }
    }

    @Test
    void shouldKeepTheLogThatTheLastSnapshotsNeed() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 5)) {
            List<Long> before = starts(engine);
            run(retention(engine, directory, new RetentionPolicy(AGE_NS, 0, 0, 3), ALL, Remover.UNLINK));
            assertThat(starts(engine)).isEqualTo(before.subList(2, 5));
            assertThat(engine.snapshots()).hasSize(3);
        }
    }

    @Test
    void shouldNotBeginTheLogWhereNoWholeSnapshotStands() throws IOException {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            List<Long> before = starts(engine);
            Path file = directory.resolve("snapshots").resolve(String.format("%020d.snapshot", before.get(2) - 1));
            byte[] damaged = Files.readAllBytes(file);
            damaged[damaged.length - 1] ^= 1;
            Files.write(file, damaged);

            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
            assertThat(starts(engine)).isEqualTo(before);
            assertThat(said).anyMatch(line -> line.contains("retention is put off"));
        }
    }

    @Test
    void shouldWaitForAReaderAndThenTellItWhereTheLogBegins() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            List<Long> before = starts(engine);
            Log events = engine.journal().events();
            Retention retention = retention(engine, directory, POLICY, ALL, Remover.UNLINK);
            try (LogReader reader = events.openReader(0, events::head)) {
                reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 10);
                run(retention);
                assertThat(starts(engine)).isEqualTo(before);
                assertThat(said).containsExactly("retention waits for a reader: through_event=" + (before.get(2) - 1));

                clock.advance(PATIENCE_NS);
                run(retention);
                assertThat(starts(engine)).isEqualTo(before.subList(2, 3));
                assertThatThrownBy(() -> {
                            while (reader.position() < events.head()) {
                                reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 10);
                            }
                        })
                        .isInstanceOfSatisfying(
                                SequenceCompactedException.class,
                                e -> assertThat(e.firstAvailable()).isEqualTo(before.get(2)));
            }
            assertThatThrownBy(() -> events.openReader(0, events::head)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldDeleteWhatAReaderHasLeft() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            Log events = engine.journal().events();
            try (LogReader reader = events.openReader(0, events::head)) {
                while (reader.position() < events.head()) {
                    reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 1_000);
                }
                run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
                assertThat(starts(engine)).hasSize(1);
                engine.trade(10);
                assertThat(reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 1_000))
                        .isPositive();
            }
        }
    }

    @Test
    void shouldTellAViewThatWasOpenBeforeWhereTheLogBegins() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3);
                JournalView view = JournalView.open(directory, LiveEngine.options());
                LogReader reader = view.readerFrom(LogKind.EVENTS, 1)) {
            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
            assertThatThrownBy(() -> reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 10))
                    .isInstanceOf(SequenceCompactedException.class);
        }
    }

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
                run(retention(engine, directory, new RetentionPolicy(0, 0, 0, 1), ALL, Remover.UNLINK));
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
            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
            assertThat(engine.journal().tombstones().all()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseAJournalWithoutTheSnapshotThatBeginsIt() throws IOException {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
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
            run(retention(engine, directory, POLICY, ALL, Remover.UNLINK));
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

    /** A journal of so many segments with a hundred trades each, a snapshot before each but the first. */
    private static LiveEngine segments(Path directory, int count) {
        LiveEngine engine = new LiveEngine(directory);
        engine.trade(100);
        for (int i = 1; i < count; i++) {
            cut(engine);
        }
        return engine;
    }

    private static void cut(LiveEngine engine) {
        engine.snapshot();
        engine.journal().rollWithNextGroup();
        engine.trade(100);
    }

    private Retention retention(
            LiveEngine engine, Path directory, RetentionPolicy policy, RetentionFloor floor, Remover remover) {
        return new Retention(
                engine.journal(),
                SnapshotStore.in(directory, engine.journal().id()),
                policy,
                floor,
                TombstoneSigner.UNSIGNED,
                remover,
                clock::nowNs,
                clock::nowNs,
                said::add);
    }

    private static RetentionFloor outputs(LongSupplier stored) {
        return new RetentionFloor() {
            @Override
            public long event() {
                return Long.MAX_VALUE;
            }

            @Override
            public long output() {
                return stored.getAsLong();
            }
        };
    }

    private void run(Retention retention) {
        clock.advance(Retention.EVERY_NS);
        int idle = 0;
        while (idle < 3) {
            idle = retention.doWork() > 0 ? 0 : idle + 1;
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
            run(retention(engine, directory, POLICY, ALL, stopping));
            return true;
        } catch (Stop e) {
            return false;
        }
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static List<Long> starts(LiveEngine engine) {
        return engine.journal().segmentStarts();
    }

    private static List<String> records(Log log, long first) {
        return LiveEngine.records(log, first);
    }

    private List<String> outputsWithoutRetention() {
        try (LiveEngine engine = segments(temporary.resolve("uninterrupted"), 4)) {
            engine.trade(100);
            return LiveEngine.conclusions(engine.journal().outputs());
        }
    }

    private static byte[] digest(LiveEngine engine, LogKind kind, int place) throws Exception {
        var segment = engine.journal().segments(kind).get(place);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Log log = engine.journal().events();
        try (LogReader reader = log.openReader(segment.first() - 1, segment::last)) {
            while (reader.position() < segment.last()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, end) -> {
                            byte[] record = new byte[length];
                            buffer.getBytes(offset, record);
                            sha256.update(ByteBuffer.allocate(4)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putInt(length)
                                    .array());
                            sha256.update(record);
                        },
                        100);
            }
        }
        return sha256.digest();
    }

    private byte[] snapshotDigest(LiveEngine engine, Path directory, long event) {
        return SnapshotStore.in(directory, engine.journal().id())
                .at(event, said::add)
                .map(Snapshot::digest)
                .orElseThrow();
    }

    private static List<String> folders(Path directory, String log) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(log))) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith("F.cq4"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
