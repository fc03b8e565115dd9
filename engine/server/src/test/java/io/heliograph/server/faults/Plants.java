package io.heliograph.server.faults;

import io.heliograph.journal.Forcer;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.server.store.WriterBug;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bugs that a simulated engine is given through what it is made of.
 *
 * @param around what stands around each log
 * @param forcer what stands around the disk
 * @param writer what is wrong with what writes to the database
 */
record Plants(UnaryOperator<Log> around, UnaryOperator<Forcer> forcer, WriterBug writer) {
    /** No bug. */
    static final Plants NONE = new Plants(UnaryOperator.identity(), UnaryOperator.identity(), WriterBug.NONE);

    private static Plants around(UnaryOperator<Log> logs) {
        return new Plants(logs, UnaryOperator.identity(), WriterBug.NONE);
    }

    /** Forcing returns at once, and nothing is forced. */
    static final Plants NO_FORCE = new Plants(UnaryOperator.identity(), disk -> (channel, path) -> {}, WriterBug.NONE);

    /** A group of events is written when the next one comes. */
    static final Plants LATE_EVENTS = around(log -> log.kind() == LogKind.EVENTS ? new Wrapped(log, true) : log);

    /** Who reads outputs from within the log misses the first. */
    static final Plants RESUME_OFF_BY_ONE =
            around(log -> log.kind() == LogKind.OUTPUTS ? new Wrapped(log, false) : log);

    /** A log with one of two bugs. */
    private static final class Wrapped implements Log {
        private final Log log;
        private final boolean isLate;

        private LogAppender late;

        Wrapped(Log log, boolean isLate) {
            this.log = log;
            this.isLate = isLate;
        }

        @Override
        public LogKind kind() {
            return log.kind();
        }

        @Override
        public LogAppender appender() {
            if (!isLate) {
                return log.appender();
            }
            if (late == null) {
                late = new LateAppender(log.appender());
            }
            return late;
        }

        @Override
        public LogReader openReader(long position, LongSupplier bound) {
            boolean isResumed = !isLate && position > log.first() && position < log.head();
            return log.openReader(isResumed ? position + 1 : position, bound);
        }

        @Override
        public long head() {
            return log.head();
        }

        @Override
        public long durable() {
            return log.durable();
        }

        @Override
        public long first() {
            return log.first();
        }

        @Override
        public long epoch() {
            return log.epoch();
        }

        @Override
        public long lastOf(long epoch) {
            return log.lastOf(epoch);
        }
    }

    /** Keeps each group back until the next is begun. */
    private static final class LateAppender implements LogAppender {
        private final LogAppender appender;
        private final List<byte[]> group = new ArrayList<>();

        LateAppender(LogAppender appender) {
            this.appender = appender;
        }

        @Override
        public void beginGroup() {
            appender.beginGroup();
            for (byte[] record : group) {
                appender.add(new UnsafeBuffer(record), 0, record.length);
            }
            appender.commit(LAST_OF_CAUSE);
            group.clear();
        }

        @Override
        public long add(DirectBuffer buffer, int offset, int length) {
            byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            group.add(record);
            return sequence();
        }

        @Override
        public void endCause() {}

        @Override
        public void commit(int flags) {}

        @Override
        public long sequence() {
            return appender.sequence() + group.size();
        }
    }
}
