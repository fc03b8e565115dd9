package io.heliograph.server.query;

import io.heliograph.server.rpc.Rejection;

/** Where lists of bars come from. Any thread; calls may block. */
public interface BarSource extends StoredOutputs {
    /**
     * Answers one page.
     *
     * @throws Rejection STORE_UNAVAILABLE or STORE_DISABLED
     */
    BarPage page(BarListing listing);

    /** The source of an engine without a store. */
    static BarSource disabled() {
        return new BarSource() {
            @Override
            public BarPage page(BarListing listing) {
                throw StoredOutputs.disabled();
            }

            @Override
            public void await(long output, long deadlineNs) {
                throw StoredOutputs.disabled();
            }
        };
    }
}
