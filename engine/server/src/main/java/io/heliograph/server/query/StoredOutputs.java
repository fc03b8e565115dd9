package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;

/** Outputs that lists are made of, and how far they are stored. Any thread; calls may block. */
public interface StoredOutputs {
    /**
     * Waits until an output can be listed.
     *
     * @param deadlineNs of {@link System#nanoTime}
     * @throws Rejection STORE_BEHIND if it cannot by then, or STORE_DISABLED
     */
    void await(long output, long deadlineNs);

    /**
     * Waits where a request asks for it.
     *
     * @param minSequence of the request; 0 = not at all
     * @throws Rejection REQUEST_INVALID where it is negative; as {@link #await}
     */
    default void awaitAsked(long minSequence, long deadlineNs) {
        if (minSequence < 0) {
            String message = "expected an output sequence of at least 0: min_sequence=" + minSequence;
            throw new Rejection(ErrorReason.ERROR_REASON_REQUEST_INVALID, message).withField("min_sequence", message);
        }
        if (minSequence > 0) {
            await(minSequence, deadlineNs);
        }
    }

    /** What lists answer in an engine without a store. */
    static Rejection disabled() {
        return new Rejection(
                ErrorReason.ERROR_REASON_STORE_DISABLED,
                "lists are answered from a store and this engine runs without one: store=none; follow the stream,"
                        + " or start with a store");
    }
}
