package io.heliograph.journal;

import java.util.List;
import java.util.function.LongSupplier;

/** A log that passes everything on to another: for tests that change one thing about it. */
public class ForwardingLog implements Log {
    protected final Log log;

    public ForwardingLog(Log log) {
        this.log = log;
    }

    @Override
    public LogKind kind() {
        return log.kind();
    }

    @Override
    public LogAppender appender() {
        return log.appender();
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        return log.openReader(position, bound);
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

    @Override
    public List<LostRange> lost() {
        return log.lost();
    }

    @Override
    public VoidedEvents voided() {
        return log.voided();
    }

    @Override
    public boolean isVoid(long sequence) {
        return log.isVoid(sequence);
    }
}
