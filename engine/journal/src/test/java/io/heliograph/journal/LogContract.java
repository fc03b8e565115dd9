package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.testkit.AllocationMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What every log does, the real one and the one in memory. */
abstract class LogContract {
    /** An empty log, started in epoch 7. */
    abstract Log log();

    /** An empty output log, started in epoch 7; the other one is an event log. */
    abstract Log outputs();

    @Test
    void shouldHandOnWhatWasAppendedInOrder() {
        Log log = log();

        Records.append(log.appender(), "a", "b");
        Records.append(log.appender(), "c");

        assertThat(log.head()).isEqualTo(3);
        assertThat(Records.all(log, 1)).containsExactly("1:7:a.", "2:7:b.", "3:7:c.");
    }

    @Test
    void shouldTellWhereACauseEnds() {
        LogAppender appender = outputs().appender();

        appender.beginGroup();
        appender.endCause();
        Records.add(appender, "a");
        Records.add(appender, "b");
        appender.endCause();
        Records.add(appender, "c");
        appender.commit(0);
        appender.beginGroup();
        Records.add(appender, "d");
        appender.commit(LogAppender.LAST_OF_CAUSE);

        assertThat(Records.all(outputs(), 1)).containsExactly("1:7:a", "2:7:b.", "3:7:c", "4:7:d.");
    }

    @Test
    void shouldTakeEveryEventForItsOwnCause() {
        LogAppender appender = log().appender();

        appender.beginGroup();
        Records.add(appender, "a");
        Records.add(appender, "b");
        appender.commit(0);

        assertThat(Records.all(log(), 1)).containsExactly("1:7:a.", "2:7:b.");
    }

    @Test
    void shouldShowAGroupOnlyWhenItIsCommitted() {
        Log log = log();
        LogAppender appender = log.appender();
        Records records = new Records();

        appender.beginGroup();
        long given = Records.add(appender, "a");
        try (LogReader reader = log.openReader(0, log::head)) {
            reader.poll(records, 10);
            assertThat(records.lines()).isEmpty();
            appender.commit(LogAppender.LAST_OF_CAUSE);
            reader.poll(records, 10);
        }

        assertThat(given).isEqualTo(1);
        assertThat(records.lines()).containsExactly("1:7:a.");
    }

    @Test
    void shouldWriteNothingForAnEmptyGroup() {
        Log log = log();

        log.appender().beginGroup();
        log.appender().commit(LogAppender.LAST_OF_CAUSE);

        assertThat(log.head()).isZero();
        assertThat(Records.all(log, 1)).isEmpty();
    }

    @Test
    void shouldSplitAGroupAtTheLimitOfRecords() {
        Log log = outputs();
        LogAppender appender = log.appender();

        appender.beginGroup();
        for (int i = 1; i <= 2 * FrameLayout.MAX_RECORDS + 1; i++) {
            Records.add(appender, Integer.toString(i));
        }
        appender.commit(LogAppender.LAST_OF_CAUSE);

        assertThat(log.head()).isEqualTo(513);
        assertThat(Records.countNumbers(log)).isEqualTo(513);
        assertThat(Records.all(log, 256)).startsWith("256:7:256", "257:7:257").endsWith("513:7:513.");
    }

    @Test
    void shouldTakeTheLongestRecordAndRefuseALongerOne() {
        Log log = log();
        LogAppender appender = log.appender();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[FrameLayout.MAX_RECORD_LENGTH + 1]);
        List<Integer> lengths = new ArrayList<>();

        appender.beginGroup();
        appender.add(buffer, 0, 1);
        appender.add(buffer, 0, FrameLayout.MAX_RECORD_LENGTH);
        appender.add(buffer, 0, FrameLayout.MAX_RECORD_LENGTH);
        assertThatThrownBy(() -> appender.add(buffer, 0, FrameLayout.MAX_RECORD_LENGTH + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=" + (FrameLayout.MAX_RECORD_LENGTH + 1));
        assertThatThrownBy(() -> appender.add(buffer, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        appender.commit(LogAppender.LAST_OF_CAUSE);

        try (LogReader reader = log.openReader(0, log::head)) {
            reader.poll((sequence, epoch, b, offset, length, end) -> lengths.add(length), 10);
        }
        assertThat(lengths).containsExactly(1, FrameLayout.MAX_RECORD_LENGTH, FrameLayout.MAX_RECORD_LENGTH);
    }

    @Test
    void shouldRefuseGroupsOutOfOrder() {
        LogAppender appender = log().appender();

        assertThatThrownBy(() -> Records.add(appender, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> appender.commit(0)).isInstanceOf(IllegalStateException.class);
        appender.beginGroup();
        assertThatThrownBy(appender::beginGroup).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNeverPassItsBound() {
        Log log = log();
        Records.append(log.appender(), "a", "b", "c", "d");
        AtomicLong bound = new AtomicLong(1);
        Records records = new Records();

        try (LogReader reader = log.openReader(0, bound::get)) {
            assertThat(reader.poll(records, 10)).isEqualTo(1);
            assertThat(reader.poll(records, 10)).isZero();
            bound.set(3);
            assertThat(reader.poll(records, 1)).isEqualTo(1);
            assertThat(reader.poll(records, 10)).isEqualTo(1);
            assertThat(reader.position()).isEqualTo(3);
        }

        assertThat(records.lines()).containsExactly("1:7:a.", "2:7:b.", "3:7:c.");
    }

    @Test
    void shouldGoToAnyPlace() {
        Log log = log();
        for (int i = 0; i < 100; i++) {
            LogAppender appender = log.appender();
            Records.append(appender, Long.toString(appender.sequence() + 1), Long.toString(appender.sequence() + 2));
        }

        try (LogReader reader = log.openReader(0, log::head)) {
            for (long sequence : new long[] {200, 1, 2, 199, 101, 100, 3, 57}) {
                Records records = new Records();
                reader.seek(sequence);
                reader.poll(records, 1);
                assertThat(records.lines()).containsExactly(sequence + ":7:" + sequence + ".");
            }
            reader.seek(201);
            assertThat(reader.poll(new Records(), 1)).isZero();
            assertThatThrownBy(() -> reader.seek(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sequence=0")
                    .hasMessageContaining("first=1");
        }
    }

    @Test
    void shouldBeReadByAnotherThreadWhileItIsWritten() throws Exception {
        int records = 20_000;
        Log log = log();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicLong seen = new AtomicLong();
        Thread other = new Thread(() -> {
            try (LogReader reader = log.openReader(0, log::head)) {
                while (reader.position() < records) {
                    reader.poll(
                            (sequence, epoch, buffer, offset, length, end) -> {
                                assertThat(buffer.getStringWithoutLengthUtf8(offset, length))
                                        .isEqualTo(Long.toString(sequence));
                                seen.incrementAndGet();
                            },
                            100);
                    Thread.onSpinWait();
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });

        other.start();
        LogAppender appender = log.appender();
        while (appender.sequence() < records) {
            appender.beginGroup();
            for (int i = 0; i < 1 + appender.sequence() % 7 && appender.sequence() < records; i++) {
                Records.add(appender, Long.toString(appender.sequence() + 1));
            }
            appender.commit(LogAppender.LAST_OF_CAUSE);
        }
        other.join(60_000);

        assertThat(failure.get()).isNull();
        assertThat(seen.get()).isEqualTo(records);
    }

    /** The real log allocates nothing; how much the one in memory may is its own affair. */
    final void expectNoAllocation(Log log) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[100]);
        LogAppender appender = log.appender();
        long[] count = {0};
        RecordHandler counting = (sequence, epoch, buffer, offset, length, end) -> count[0]++;

        double appended = AllocationMeter.bytesPerOperation(50_000, 100_000, i -> {
            appender.beginGroup();
            appender.add(record, 0, 100);
            appender.commit(LogAppender.LAST_OF_CAUSE);
        });
        double polled;
        try (LogReader reader = log.openReader(0, log::head)) {
            polled = AllocationMeter.bytesPerOperation(50_000, 75_000, i -> reader.poll(counting, 1));
        }

        assertThat(count[0]).isGreaterThan(200_000);
        assertThat(appended).isLessThan(0.5);
        assertThat(polled).isLessThan(0.5);
    }
}
