package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;

/** Where lists of signals come from. Any thread; calls may block. */
public interface SignalSource extends StoredOutputs {
    /**
     * Answers one page.
     *
     * @throws Rejection STORE_UNAVAILABLE or STORE_DISABLED
     */
    SignalPage page(SignalListing listing);

    /** The source of an engine without a store. */
    static SignalSource disabled() {
        return new SignalSource() {
            @Override
            public SignalPage page(SignalListing listing) {
                throw StoredOutputs.disabled();
            }

            @Override
            public void await(long output, long deadlineNs) {
                throw StoredOutputs.disabled();
            }
        };
    }
}
