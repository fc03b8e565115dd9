package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread appends and rolls all the time, one forces, some read from the head, the durable mark, or jump about. */
class ConcurrencyTest {
    private static final int RECORDS = 30_000;

    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWritten = new AtomicBoolean();

    @Test
    void shouldShowEveryRecordOnceToEveryReaderWhileSegmentsCome() throws InterruptedException {
        JournalOptions options = JournalOptions.defaults().withSegments(Fixture.BLOCK_SIZE, 20_000, Long.MAX_VALUE);
        try (Journal journal = Journal.open(directory, options)) {
            journal.start(1, 0);
            Log events = journal.events();
            List<Thread> threads = new ArrayList<>();
            threads.add(new Thread(() -> force(journal)));
            threads.add(new Thread(() -> follow(events, true)));
            threads.add(new Thread(() -> follow(events, false)));
            threads.add(new Thread(() -> jump(events)));
            threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> failures.add(e)));
            threads.forEach(Thread::start);

            append(events.appender());
            isWritten.set(true);
            for (Thread thread : threads) {
                thread.join(120_000);
            }

            assertThat(failures).isEmpty();
            assertThat(threads).noneMatch(Thread::isAlive);
            assertThat(events.durable()).isEqualTo(RECORDS);
        }
    }

    private static void append(LogAppender appender) {
        while (appender.sequence() < RECORDS) {
            appender.beginGroup();
            for (int i = 0; i < 1 + appender.sequence() % 13 && appender.sequence() < RECORDS; i++) {
                Records.add(appender, Long.toString(appender.sequence() + 1));
            }
            appender.commit(LogAppender.LAST_OF_CAUSE);
        }
    }

    private void force(Journal journal) {
        ForceAgent agent = new ForceAgent(journal, SystemNanoClock.INSTANCE, 1_000_000, Forcer.FSYNC);
        while (failures.isEmpty() && journal.events().durable() < RECORDS) {
            agent.doWork();
            Thread.onSpinWait();
        }
        agent.onClose();
    }

    private void follow(Log log, boolean durable) {
        long[] next = {1};
        try (LogReader reader = log.openReader(0, durable ? log::durable : log::head)) {
            while (failures.isEmpty() && next[0] <= RECORDS) {
                reader.poll((sequence, epoch, buffer, offset, length, end) -> expect(next[0]++, sequence), 50);
                Thread.onSpinWait();
            }
        }
    }

    private void jump(Log log) {
        Random random = new Random(5);
        long[] wanted = {1};
        try (LogReader reader = log.openReader(0, log::head)) {
            while (failures.isEmpty() && !isWritten.get()) {
                wanted[0] = 1 + random.nextInt((int) Math.max(1, log.head()));
                reader.seek(wanted[0]);
                reader.poll((sequence, epoch, buffer, offset, length, end) -> expect(wanted[0], sequence), 1);
            }
        }
    }

    private static void expect(long wanted, long found) {
        if (wanted != found) {
            throw new AssertionError("expected " + wanted + " but was handed " + found);
        }
    }
}
