package io.heliograph.journal;

import org.agrona.DirectBuffer;

/** An appender that passes everything on to another: for tests that change one thing about it. */
public class ForwardingAppender implements LogAppender {
    protected final LogAppender appender;

    public ForwardingAppender(LogAppender appender) {
        this.appender = appender;
    }

    @Override
    public void beginGroup() {
        appender.beginGroup();
    }

    @Override
    public long add(DirectBuffer buffer, int offset, int length) {
        return appender.add(buffer, offset, length);
    }

    @Override
    public void endCause() {
        appender.endCause();
    }

    @Override
    public void commit(int flags) {
        appender.commit(flags);
    }

    @Override
    public long sequence() {
        return appender.sequence();
    }
}
