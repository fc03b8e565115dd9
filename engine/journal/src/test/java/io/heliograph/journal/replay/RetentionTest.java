package io.heliograph.journal.replay;

import static io.heliograph.journal.replay.RetentionRig.AGE_NS;
import static io.heliograph.journal.replay.RetentionRig.POLICY;
import static io.heliograph.journal.replay.RetentionRig.folders;
import static io.heliograph.journal.replay.RetentionRig.segments;
import static io.heliograph.journal.replay.RetentionRig.starts;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.Remover;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstone.DeletedSegment;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.retention.RetentionFloor;
import io.heliograph.journal.retention.RetentionPolicy;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted, and what of the store and of snapshots holds it back. */
class RetentionTest {
    @TempDir
    private Path temporary;

    private final RetentionRig rig = new RetentionRig();

    @Test
    void shouldDeleteWhatIsOldAndGoOnAsIfNothingWere() throws Exception {
        Path directory = temporary.resolve("journal");
        List<String> kept;
        try (LiveEngine engine = segments(directory, 4)) {
            long begin = starts(engine).get(3);
            List<String> before = records(engine.journal().events(), begin);
            byte[] digest = digest(engine, LogKind.EVENTS, 0);
            byte[] snapshot = snapshotDigest(engine, directory, begin - 1);

            rig.delete(engine, directory, POLICY);

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
    void shouldDeleteNothingThatIsNeitherOldNorTooMuch() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            rig.delete(engine, directory, new RetentionPolicy(Long.MAX_VALUE, 0, 0, 1));
            rig.delete(engine, directory, new RetentionPolicy(0, 1L << 40, 0, 1));
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
            rig.delete(engine, directory, policy);
            assertThat(starts(engine)).isEqualTo(before.subList(1, 4));
            assertThat(bytes(directory)).isLessThanOrEqualTo(policy.maxBytes());
        }
    }

    /** The outputs of a segment go with it, though their segment ends a moment after it. */
    @Test
    void shouldNotDeleteASegmentMoreForOutputsThatGoAnyway() throws IOException {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 4)) {
            long segment = bytes(directory) / 8;
            List<Long> before = starts(engine);

            rig.delete(engine, directory, new RetentionPolicy(0, bytes(directory) - segment - segment / 2, 0, 1));

            assertThat(starts(engine)).isEqualTo(before.subList(1, 4));
        }
    }

    @Test
    void shouldNeverPassWhatTheStoreHasNotStored() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 4)) {
            List<Long> before = starts(engine);
            long[] stored = {-1};
            Retention retention = rig.retention(engine, directory, POLICY, outputs(() -> stored[0]), Remover.UNLINK);
            rig.run(retention);
            assertThat(starts(engine)).isEqualTo(before);

            SnapshotStore snapshots =
                    SnapshotStore.in(directory, engine.journal().id());
            stored[0] = snapshots.outputAt(before.get(2) - 1).orElseThrow();
            rig.run(retention);
            assertThat(starts(engine)).isEqualTo(before.subList(2, 4));
        }
    }

    @Test
    void shouldKeepTheLogThatTheLastSnapshotsNeed() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 5)) {
            List<Long> before = starts(engine);
            rig.delete(engine, directory, new RetentionPolicy(AGE_NS, 0, 0, 3));
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

            rig.delete(engine, directory, POLICY);
            assertThat(starts(engine)).isEqualTo(before);
            assertThat(rig.said()).anyMatch(line -> line.contains("retention is put off"));
        }
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
                .at(event, rig.said()::add)
                .map(Snapshot::digest)
                .orElseThrow();
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith("F.cq4"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
