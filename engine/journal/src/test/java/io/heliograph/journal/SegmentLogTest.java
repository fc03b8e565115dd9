package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest extends LogContract {
    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(directory, Fixture.options(clock));
        journal.start(7, 0);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Override
    Log log() {
        return journal.events();
    }

    @Override
    Log outputs() {
        return journal.outputs();
    }

    @Test
    void shouldAllocateNothing() {
        expectNoAllocation(journal.outputs());
    }

    @Test
    void shouldBeginANewSegmentAtItsSize() throws IOException {
        reopenWith(Fixture.options(clock).withSegments(Fixture.BLOCK_SIZE, 1000, Long.MAX_VALUE), 8);

        Records.appendNumbers(log().appender(), 100);

        assertThat(segments()).hasSizeGreaterThan(5);
        assertThat(Records.countNumbers(log())).isEqualTo(100);
    }

    @Test
    void shouldBeginANewSegmentAtItsAge() throws IOException {
        ForceAgent agent = new ForceAgent(journal, clock::nowNs, 0, Forcer.FSYNC);
        Records.appendNumbers(log().appender(), 3);

        clock.advance(JournalOptions.DEFAULT_SEGMENT_AGE_NS - 1);
        agent.doWork();
        Records.appendNumbers(log().appender(), 1);
        clock.advance(1);
        agent.doWork();
        Records.appendNumbers(log().appender(), 2);
        agent.onClose();

        assertThat(segments()).containsExactly("00000000000000000001", "00000000000000000005");
        assertThat(Records.countNumbers(log())).isEqualTo(6);
    }

    @Test
    void shouldLetAReaderCrossSegmentsWhileTheyAreMade() {
        reopenWith(Fixture.options(clock).withSegments(Fixture.BLOCK_SIZE, 300, Long.MAX_VALUE), 8);
        Records records = new Records();

        try (LogReader reader = log().openReader(0, log()::head)) {
            for (int i = 1; i <= 40; i++) {
                Records.appendNumbers(log().appender(), 1);
                while (reader.position() < i) {
                    reader.poll(records, 10);
                }
            }
            reader.seek(20);
            reader.poll(records, 1);
        }

        assertThat(records.lines()).hasSize(41).endsWith("20:8:20.");
    }

    @Test
    void shouldNeverWriteToAFileOfAnEarlierStart() throws IOException {
        Records.appendNumbers(log().appender(), 5);
        reopenWith(Fixture.options(clock), 7);
        Path earlier = directory.resolve("events/00000000000000000001/19700101F.cq4");
        byte[] before = Files.readAllBytes(earlier);

        Records.appendNumbers(log().appender(), 5);

        assertThat(segments()).containsExactly("00000000000000000001", "00000000000000000006");
        assertThat(Files.readAllBytes(earlier)).isEqualTo(before);
        assertThat(Records.countNumbers(log())).isEqualTo(10);
    }

    @Test
    void shouldBeginANewSegmentInANewEpoch() throws IOException {
        Records.append(log().appender(), "a");

        reopenWith(Fixture.options(clock), 8);
        Records.append(log().appender(), "b");

        assertThat(segments()).containsExactly("00000000000000000001", "00000000000000000002");
        assertThat(Records.all(log(), 1)).containsExactly("1:7:a.", "2:8:b.");
        assertThat(log().epoch()).isEqualTo(8);
        assertThat(log().lastOf(7)).isEqualTo(1);
        assertThat(log().lastOf(8)).isEqualTo(2);
    }

    @Test
    void shouldGiveASecondSegmentWithTheSameFirstSequenceAnotherName() throws IOException {
        reopenWith(Fixture.options(clock), 8);
        reopenWith(Fixture.options(clock), 9);
        Records.append(log().appender(), "a");

        assertThat(segments())
                .containsExactly("00000000000000000001", "00000000000000000001-2", "00000000000000000001-3");
        assertThat(Records.all(log(), 1)).containsExactly("1:9:a.");
    }

    @Test
    void shouldCutVoidOutputsOffAndKeepThemAsEvidence() {
        LogAppender appender = journal.outputs().appender();
        Records.append(appender, "a", "b", "c");
        Records.append(appender, "d", "e");
        reopenWith(Fixture.options(clock), 8, 4);
        Records.append(journal.outputs().appender(), "D");
        reopenWith(Fixture.options(clock), 9, 2);

        Records.append(journal.outputs().appender(), "C");

        assertThat(Records.all(journal.outputs(), 1)).containsExactly("1:7:a.", "2:7:b.", "3:9:C.");
        assertThat(directory.resolve("outputs/00000000000000000005")).exists();
        assertThat(journal.outputs().lastOf(7)).isEqualTo(2);
        assertThat(journal.outputs().lastOf(8)).isEqualTo(2);
        assertThat(journal.outputs().lastOf(9)).isEqualTo(3);
        reopenWith(Fixture.options(clock), 9, 3);
        assertThat(Records.all(journal.outputs(), 2)).containsExactly("2:7:b.", "3:9:C.");
    }

    @Test
    void shouldRefuseToFallBehindTheDurableMark() {
        Records.append(journal.events().appender(), "a");
        Records.append(journal.outputs().appender(), "a", "b");
        ForceAgent agent = new ForceAgent(journal, clock::nowNs, 0, Forcer.FSYNC);
        agent.doWork();
        agent.onClose();
        journal.close();
        journal = Journal.open(directory, Fixture.options(clock));

        assertThatThrownBy(() -> journal.start(8, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("durable=2");
        assertThatThrownBy(() -> journal.start(6, 2)).hasMessageContaining("epoch=6");
    }

    @Test
    void shouldRefuseToAppendBeforeItIsStarted() {
        journal.close();
        journal = Journal.open(directory, Fixture.options(clock));

        assertThatThrownBy(() -> log().appender()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseAJournalWithAMissingSegment() throws IOException {
        Records.append(log().appender(), "a");
        reopenWith(Fixture.options(clock), 8);
        journal.close();

        Files.move(directory.resolve("events/00000000000000000001"), directory.resolve("moved"));

        assertThatThrownBy(() -> Journal.open(directory, Fixture.options(clock)))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("ordinal=1");
    }

    @Test
    void shouldStopAReaderThatThreeTimesSeesNothingWhereSomethingIsPublished() {
        Records.append(log().appender(), "a");
        long behindTheHead = 2;

        try (LogReader reader = log().openReader(0, () -> behindTheHead)) {
            reader.poll(new Records(), 10);
            for (int i = 0; i < 3; i++) {
                assertThat(reader.poll(new Records(), 10)).isZero();
                clock.advance(SegmentLogReader.RETRY_NS - 1);
                assertThat(reader.poll(new Records(), 10)).isZero();
                clock.advance(1);
                if (i < 2) {
                    assertThat(reader.poll(new Records(), 10)).isZero();
                }
            }
            assertThatThrownBy(() -> reader.poll(new Records(), 10))
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("sequence=2");
        }
    }

    @Test
    void shouldGoOnWhenWhatWasMissingAppears() {
        Records.append(log().appender(), "a");
        Records records = new Records();

        try (LogReader reader = log().openReader(0, () -> 2)) {
            reader.poll(records, 10);
            reader.poll(records, 10);
            clock.advance(SegmentLogReader.RETRY_NS);
            reader.poll(records, 10);
            Records.append(log().appender(), "b");
            reader.poll(records, 10);
        }

        assertThat(records.lines()).containsExactly("1:7:a.", "2:7:b.");
    }

    private void reopenWith(JournalOptions options, long epoch) {
        journal.close();
        journal = Journal.open(directory, options);
        journal.start(epoch, journal.outputs().head());
    }

    private void reopenWith(JournalOptions options, long epoch, long outputsThrough) {
        journal.close();
        journal = Journal.open(directory, options);
        journal.start(epoch, outputsThrough);
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> folders = Files.list(directory.resolve("events"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
