package io.heliograph.server.faults;

import io.heliograph.journal.ForwardingLog;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A planted bug: a log that writes each group when the next one is begun. */
final class LateLog extends ForwardingLog {
    private LogAppender late;

    LateLog(Log log) {
        super(log);
    }

    @Override
    public LogAppender appender() {
        if (late == null) {
            late = new LateAppender(log.appender());
        }
        return late;
    }

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
