package io.heliograph.server.audit;

import io.heliograph.journal.SequenceCompactedException;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;

/** Retention may delete what an audit is reading; that is no damage, and callers are told where to begin. */
final class Compaction {
    private Compaction() {}

    /** What a caller is told of a failure. */
    static RuntimeException told(RuntimeException failure) {
        return failure instanceof SequenceCompactedException compacted
                ? new Rejection(ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED, compacted.getMessage())
                        .with("first_available_sequence", compacted.firstAvailable())
                : failure;
    }
}
