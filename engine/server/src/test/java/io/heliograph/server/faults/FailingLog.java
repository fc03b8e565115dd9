package io.heliograph.server.faults;

import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.server.faults.Failpoint.Point;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/** A log that passes the failpoints around what is appended to it, and around what the publisher reads of it. */
final class FailingLog implements Log {
    private static final String PUBLISHER = "publish";

    private final Log log;
    private final Failpoint failpoint;

    private LogAppender appender;

    FailingLog(Log log, Failpoint failpoint) {
        this.log = log;
        this.failpoint = failpoint;
    }

    @Override
    public LogKind kind() {
        return log.kind();
    }

    @Override
    public synchronized LogAppender appender() {
        LogAppender of = log.appender();
        if (appender == null) {
            appender = new Appender(of);
        }
        return appender;
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        LogReader reader = log.openReader(position, bound);
        return log.kind() == LogKind.OUTPUTS ? new Reader(reader) : reader;
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

    private final class Appender implements LogAppender {
        private final LogAppender of;
        private final Point before;
        private final Point after;

        Appender(LogAppender of) {
            boolean events = log.kind() == LogKind.EVENTS;
            this.of = of;
            this.before = events ? Point.BEFORE_APPEND_EVENTS : Point.BEFORE_APPEND_OUTPUTS;
            this.after = events ? Point.AFTER_APPEND_EVENTS : Point.AFTER_APPEND_OUTPUTS;
        }

        @Override
        public void beginGroup() {
            of.beginGroup();
        }

        @Override
        public long add(DirectBuffer buffer, int offset, int length) {
            return of.add(buffer, offset, length);
        }

        @Override
        public void endCause() {
            of.endCause();
        }

        @Override
        public void commit(int flags) {
            failpoint.pass(before);
            of.commit(flags);
            failpoint.pass(after);
        }

        @Override
        public long sequence() {
            return of.sequence();
        }
    }

    private final class Reader implements LogReader {
        private final LogReader of;

        Reader(LogReader of) {
            this.of = of;
        }

        @Override
        public int poll(RecordHandler handler, int limit) {
            int handed = of.poll(
                    (sequence, epoch, buffer, offset, length, endOfCause) -> {
                        pass(Point.BEFORE_PUBLISH);
                        handler.onRecord(sequence, epoch, buffer, offset, length, endOfCause);
                    },
                    limit);
            if (handed > 0) {
                pass(Point.AFTER_PUBLISH);
            }
            return handed;
        }

        private void pass(Point point) {
            if (Thread.currentThread().getName().contains(PUBLISHER)) {
                failpoint.pass(point);
            }
        }

        @Override
        public void seek(long sequence) {
            of.seek(sequence);
        }

        @Override
        public long position() {
            return of.position();
        }

        @Override
        public void close() {
            of.close();
        }
    }
}
