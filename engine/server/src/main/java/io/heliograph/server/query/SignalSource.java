package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;

/** Where lists of signals come from. Any thread; calls may block. */
public interface SignalSource {
    /**
     * Answers one page.
     *
     * @throws Rejection STORE_UNAVAILABLE or STORE_DISABLED
     */
    SignalPage page(SignalListing listing);

    /**
     * Waits until an output can be listed.
     *
     * @param deadlineNs of {@link System#nanoTime}
     * @throws Rejection STORE_BEHIND if it cannot by then, or STORE_DISABLED
     */
    void await(long output, long deadlineNs);

    /** The source of an engine without a store. */
    static SignalSource disabled() {
        return new SignalSource() {
            @Override
            public SignalPage page(SignalListing listing) {
                throw refusal();
            }

            @Override
            public void await(long output, long deadlineNs) {
                throw refusal();
            }

            private Rejection refusal() {
                return new Rejection(
                        ErrorReason.ERROR_REASON_STORE_DISABLED,
                        "lists are answered from a store and this engine runs without one: store=none; follow the stream,"
                                + " or start with a store");
            }
        };
    }
}
