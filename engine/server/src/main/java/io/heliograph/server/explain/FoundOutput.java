package io.heliograph.server.explain;

import io.heliograph.v1.ExplainedRecord;
import io.heliograph.v1.Signal;
import java.util.List;

/**
 * An output as the log has it.
 *
 * @param record its bytes and what they say
 * @param cause event sequence of its cause
 * @param signal what they say of a signal; null where the record is of another kind
 * @param owner output sequence of the signal that the record belongs to: its own, or that of which it tells; 0 for none
 * @param story what it says, in sentences; empty for a signal, whose story is what was decided
 */
record FoundOutput(ExplainedRecord record, long cause, Signal signal, long owner, List<String> story) {
    long sequence() {
        return record.getSequence();
    }

    boolean isSignal() {
        return signal != null;
    }

    /** Its name in messages. */
    String name() {
        return isSignal()
                ? "signal_id=" + signal.getSignalId() + " sequence=" + sequence()
                : "sequence=" + sequence() + " kind=" + record.getKind();
    }
}
