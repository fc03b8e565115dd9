package io.heliograph.server.publish;

import io.heliograph.journal.Log;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.UUID;

/** Checks the places at which streams shall begin against the output log. Any thread. */
final class Places {
    private final UUID journalId;
    private final Log outputs;

    Places(UUID journalId, Log outputs) {
        this.journalId = journalId;
        this.outputs = outputs;
    }

    /** Before the first output kept. */
    long earliest() {
        return outputs.first() - 1;
    }

    /**
     * Behind an output of the log as it is now.
     *
     * @throws Rejection SEQUENCE_COMPACTED or SEQUENCE_IN_FUTURE
     */
    long after(long sequence) {
        long head = outputs.head();
        if (sequence > head) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_SEQUENCE_IN_FUTURE,
                            "expected a sequence up to the head: sequence=" + sequence + " head_sequence=" + head)
                    .with("head_sequence", head);
        }
        if (sequence < outputs.first() - 1) {
            throw compacted(sequence);
        }
        return sequence;
    }

    /**
     * Where a token points.
     *
     * @throws Rejection RESUME_TOKEN_INVALID, JOURNAL_MISMATCH, EPOCH_ENDED, SEQUENCE_COMPACTED or SEQUENCE_IN_FUTURE
     */
    long resume(String text) {
        ResumeToken token = ResumeToken.parse(text);
        if (!token.journalId().equals(journalId)) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_JOURNAL_MISMATCH,
                            "expected a token of this journal: journal_id=" + journalId + " found=" + token.journalId())
                    .with("journal_id", journalId);
        }
        long kept = token.epoch() < outputs.epoch() ? outputs.lastOf(token.epoch()) : Long.MAX_VALUE;
        if (token.sequence() > kept) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_EPOCH_ENDED,
                            "expected a place that its epoch kept: epoch=" + token.epoch() + " sequence="
                                    + token.sequence() + " last_valid_sequence=" + kept
                                    + "; begin again after last_valid_sequence")
                    .with("epoch", token.epoch())
                    .with("last_valid_sequence", kept);
        }
        return after(token.sequence());
    }

    Rejection compacted(long sequence) {
        long first = outputs.first();
        return new Rejection(
                        ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED,
                        "expected a place that is kept: sequence=" + sequence + " first_available_sequence=" + first)
                .with("first_available_sequence", first);
    }
}
