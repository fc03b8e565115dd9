package io.heliograph.server.faults;

import io.heliograph.journal.ForwardingAppender;
import io.heliograph.journal.ForwardingLog;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import org.agrona.DirectBuffer;

/** A planted bug: a start numbers on from the last record that was ever written, whether it is whole or not. */
final class LastExcerptLog extends ForwardingLog {
    private final long[] last;

    private LogAppender appender;

    /**
     * @param last the last sequence ever given, of all starts
     */
    LastExcerptLog(Log log, long[] last) {
        super(log);
        this.last = last;
    }

    @Override
    public LogAppender appender() {
        if (appender == null) {
            LogAppender of = log.appender();
            appender = new Appender(of, Math.max(0, last[0] - of.sequence()));
        }
        return appender;
    }

    private final class Appender extends ForwardingAppender {
        private final long lost;

        Appender(LogAppender of, long lost) {
            super(of);
            this.lost = lost;
        }

        @Override
        public long add(DirectBuffer buffer, int offset, int length) {
            last[0] = super.add(buffer, offset, length) + lost;
            return last[0];
        }

        @Override
        public long sequence() {
            return super.sequence() + lost;
        }
    }
}
