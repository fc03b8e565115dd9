package io.heliograph.server.explain;

import io.heliograph.v1.Signal;

/**
 * A signal as the output log has it.
 *
 * @param record its bytes, message header first; not to be changed
 * @param signal what they say
 */
record FoundSignal(byte[] record, Signal signal) {
    long sequence() {
        return signal.getSequence();
    }

    /** Event sequence of its cause. */
    long cause() {
        return signal.getCause();
    }
}
