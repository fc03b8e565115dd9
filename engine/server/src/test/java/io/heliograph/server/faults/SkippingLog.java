package io.heliograph.server.faults;

import io.heliograph.journal.ForwardingLog;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import java.util.function.LongSupplier;

/** A planted bug: who reads from within the log misses the first record. */
final class SkippingLog extends ForwardingLog {
    SkippingLog(Log log) {
        super(log);
    }

    @Override
    public LogReader openReader(long position, LongSupplier bound) {
        boolean isWithin = position > log.first() && position < log.head();
        return super.openReader(isWithin ? position + 1 : position, bound);
    }
}
