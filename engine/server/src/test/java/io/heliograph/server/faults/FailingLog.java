package io.heliograph.server.faults;

import io.heliograph.journal.ForwardingAppender;
import io.heliograph.journal.ForwardingLog;
import io.heliograph.journal.ForwardingReader;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.server.faults.Failpoint.Point;
import java.util.function.LongSupplier;

/** A log that passes the failpoints around what is appended to it, and around what the publisher reads of it. */
final class FailingLog extends ForwardingLog {
    private static final String PUBLISHER = "publish";

    private final Failpoint failpoint;

    private LogAppender appender;

    FailingLog(Log log, Failpoint failpoint) {
        super(log);
        this.failpoint = failpoint;
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
        LogReader of = log.openReader(position, bound);
        return log.kind() == LogKind.OUTPUTS ? new Reader(of) : of;
    }

    private final class Appender extends ForwardingAppender {
        private final Point before;
        private final Point after;

        Appender(LogAppender of) {
            super(of);
            boolean events = log.kind() == LogKind.EVENTS;
            this.before = events ? Point.BEFORE_APPEND_EVENTS : Point.BEFORE_APPEND_OUTPUTS;
            this.after = events ? Point.AFTER_APPEND_EVENTS : Point.AFTER_APPEND_OUTPUTS;
        }

        @Override
        public void commit(int flags) {
            failpoint.pass(before);
            super.commit(flags);
            failpoint.pass(after);
        }
    }

    private final class Reader extends ForwardingReader {
        Reader(LogReader of) {
            super(of);
        }

        @Override
        public int poll(RecordHandler handler, int limit) {
            int handed = super.poll(
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
    }
}
