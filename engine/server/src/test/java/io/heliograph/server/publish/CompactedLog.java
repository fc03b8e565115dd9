package io.heliograph.server.publish;

import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import java.util.Map;
import java.util.function.LongSupplier;

/** A log of which retention deleted the beginning, and whose earlier epochs kept what is said here. */
final class CompactedLog implements Log {
    private final Log whole;
    private final long first;
    private final Map<Long, Long> kept;

    CompactedLog(Log whole, long first, Map<Long, Long> kept) {
        this.whole = whole;
        this.first = first;
        this.kept = kept;
    }

    @Override
    public LogKind kind() {
        return whole.kind();
    }

    @Override
    public LogAppender appender() {
        return whole.appender();
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        if (position < first - 1) {
            throw new IllegalArgumentException("that sequence is not kept: sequence=" + (position + 1));
        }
        return whole.openReader(position, bound);
    }

    @Override
    public long head() {
        return whole.head();
    }

    @Override
    public long durable() {
        return whole.durable();
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long epoch() {
        return whole.epoch();
    }

    @Override
    public long lastOf(long epoch) {
        return kept.getOrDefault(epoch, whole.head());
    }
}
