package io.heliograph.server.publish;

import io.heliograph.journal.ForwardingLog;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import java.util.Map;
import java.util.function.LongSupplier;

/** A log of which retention deleted the beginning, and whose earlier epochs kept what is said here. */
final class CompactedLog extends ForwardingLog {
    private final long first;
    private final Map<Long, Long> kept;

    CompactedLog(Log whole, long first, Map<Long, Long> kept) {
        super(whole);
        this.first = first;
        this.kept = kept;
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        if (position < first - 1) {
            throw new IllegalArgumentException("that sequence is not kept: sequence=" + (position + 1));
        }
        return super.openReader(position, bound);
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long lastOf(long epoch) {
        return kept.getOrDefault(epoch, log.head());
    }
}
