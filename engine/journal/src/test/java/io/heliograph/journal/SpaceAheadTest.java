package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.segment.PosixReserver;
import io.heliograph.journal.segment.SpaceReserver;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceAheadTest {
    private static final long AHEAD = SpaceAhead.DEFAULT_BYTES;
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
    private final FakeReserver disk = new FakeReserver(PLENTY);

    @Test
    void shouldKeepSpaceAheadOfBothLogsAsTheyGrow() {
        try (Journal journal = started(disk)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            long first = space.bytes();
            space.doWork(true);
            long full = space.bytes();
            appendMegabytes(journal, 20);
            long used = full - space.bytes();
            space.doWork(true);

            assertThat(first).isEqualTo(SegmentSpace.FIRST);
            assertThat(full).isGreaterThanOrEqualTo(AHEAD);
            assertThat(used).isBetween(19L << 20, 21L << 20);
            assertThat(space.bytes()).isGreaterThanOrEqualTo(AHEAD);
            assertThat(space.doWork(true)).as("nothing is missing").isZero();
        }
    }

    @Test
    void shouldAskAFullDiskAgainAfterASecondAndBeginNoSegmentMeanwhile() {
        try (Journal journal = started(disk)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            disk.room(SegmentSpace.CHUNK);
            space.doWork(true);
            int asked = disk.asked();
            long short1 = space.bytes();
            space.doWork(true);
            int inVain = disk.asked() - asked;
            journal.rollWithNextGroup();
            Records.append(journal.events().appender(), "a");
            journal.rollWithNextGroup();
            Records.append(journal.events().appender(), "b");
            int segmentsWhileFull = journal.segmentStarts().size();

            disk.room(PLENTY);
            clock.advance(1_000_000_000L);
            space.doWork(true);
            space.doWork(true);
            Records.append(journal.events().appender(), "c");

            assertThat(short1).isLessThan(AHEAD);
            assertThat(inVain).isZero();
            assertThat(segmentsWhileFull).isOne();
            assertThat(journal.segmentStarts()).containsExactly(1L, 3L);
            space.doWork(true);
            assertThat(space.bytes()).isGreaterThanOrEqualTo(AHEAD);
            assertThat(disk.released()).hasSize(1);
        }
    }

    @Test
    void shouldBeginASegmentWithRoomForWhatComesBeforeMoreIsReserved() {
        try (Journal journal = started(disk)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            space.doWork(true);
            Records.append(journal.events().appender(), "a");
            journal.rollWithNextGroup();
            Records.append(journal.events().appender(), "b");
            appendMegabytes(journal, 10);

            assertThat(journal.segmentStarts()).hasSize(2);
            assertThat(space.bytes())
                    .as("below a quarter of what is kept ahead publishers are refused")
                    .isGreaterThan(AHEAD / 4);
        }
    }

    @Test
    void shouldLeaveTheDiskAloneWhileThereIsTooLittleOfIt() {
        try (Journal journal = started(disk)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            long room = disk.room();
            space.doWork(false);
            journal.rollWithNextGroup();
            Records.append(journal.events().appender(), "a");

            assertThat(disk.room()).isEqualTo(room);
            assertThat(journal.segmentStarts()).containsExactly(1L);
        }
    }

    @Test
    void shouldAskNoMoreWhereAFileSystemCannot() {
        disk.unsupported();
        try (Journal journal = started(disk)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            int asked = disk.asked();
            space.doWork(true);

            assertThat(space.bytes()).isEqualTo(Long.MAX_VALUE);
            assertThat(disk.asked()).isEqualTo(asked);
            Records.append(journal.events().appender(), "a");
            assertThat(journal.events().head()).isOne();
        }
    }

    @Test
    void shouldNotStartWhereThereIsNoRoomForTheFirstPieces() {
        disk.room(SegmentSpace.FIRST - 1);
        try (Journal journal = Journal.open(directory, Fixture.options(clock).withReserver(disk))) {
            assertThatThrownBy(() -> journal.start(1, 0))
                    .isInstanceOf(StorageFailedException.class)
                    .hasMessageContaining("make room");
        }
    }

    @Test
    void shouldStopWhereTheDiskFails() {
        try (Journal journal = started(disk)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            disk.failWith(new IOException("Input/output error"));

            assertThatThrownBy(() -> space.doWork(true))
                    .isInstanceOf(StorageFailedException.class)
                    .hasMessageContaining("Input/output error");
        }
    }

    @Test
    void shouldTakeBlocksOfTheDiskAndGiveBackWhatWasNotWritten() throws Exception {
        SpaceReserver posix = posix();
        long reserved;
        try (Journal journal = started(posix)) {
            SpaceAhead space = new SpaceAhead(journal, AHEAD, clock::nowNs);
            space.doWork(true);
            appendMegabytes(journal, 20);
            space.doWork(true);
            reserved = blocks();
        }
        long closed = blocks();
        int records;
        try (Journal journal = Journal.open(directory, Fixture.options(clock).withReserver(posix))) {
            records = (int) journal.events().head();
            journal.start(1, journal.outputs().head());
            appendMegabytes(journal, 1);
        }

        assertThat(reserved).isGreaterThanOrEqualTo((20L << 20) + AHEAD);
        assertThat(closed).isBetween(20L << 20, 22L << 20);
        assertThat(records).isEqualTo(20 * 16);
        try (Journal journal = Journal.openReadOnly(directory, Fixture.options(clock))) {
            assertThat(Records.all(journal.events(), 1)).hasSize(21 * 16);
        }
    }

    @Test
    void shouldGiveBackWhatAKilledProcessHadSetAside() throws Exception {
        SpaceReserver posix = posix();
        SpaceReserver neverReleases = new SpaceReserver() {
            @Override
            public Outcome reserve(Path file, long from, long through) throws IOException {
                return posix.reserve(file, from, through);
            }

            @Override
            public void release(Path file, long from) {}
        };
        try (Journal journal = started(neverReleases)) {
            new SpaceAhead(journal, AHEAD, clock::nowNs).doWork(true);
            appendMegabytes(journal, 2);
        }
        long killed = blocks();
        try (Journal journal = Journal.open(directory, Fixture.options(clock).withReserver(posix))) {
            journal.start(2, journal.outputs().head());
        }

        assertThat(killed).isGreaterThanOrEqualTo(AHEAD);
        assertThat(blocks()).isBetween(2L << 20, 4L << 20);
        try (Journal journal = Journal.openReadOnly(directory, Fixture.options(clock))) {
            assertThat(Records.all(journal.events(), 1)).hasSize(2 * 16);
        }
    }

    private SpaceReserver posix() throws IOException {
        SpaceReserver posix = PosixReserver.ofThisMachine();
        Path probe = Files.createFile(directory.resolve("probe"));
        boolean can = posix.reserve(probe, 0, 4_096) == SpaceReserver.Outcome.RESERVED;
        Assumptions.assumeTrue(can, "this file system cannot reserve blocks");
        return posix;
    }

    private Journal started(SpaceReserver reserver) {
        Journal journal = Journal.open(directory, Fixture.options(clock).withReserver(reserver));
        journal.start(1, 0);
        return journal;
    }

    private static void appendMegabytes(Journal journal, int count) {
        String record = "x".repeat(64 * 1024 - 100);
        for (int i = 0; i < count * 16; i++) {
            Records.append(journal.events().appender(), record);
        }
    }

    /** Bytes on the disk of the first segment's frames. */
    private long blocks() throws IOException {
        Path file = directory.resolve("events/00000000000000000001/19700101F.cq4");
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return 512
                * Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
}
