package io.heliograph.core;

import org.agrona.DirectBuffer;

/**
 * Numbers what the core concluded, and hands it on.
 *
 * <p>The number of the last output is core state. Belongs to the core's thread.
 */
public final class OutputEmitter {
    private final OutputHandler handler;

    private long sequence;

    public OutputEmitter(OutputHandler handler) {
        this.handler = handler;
    }

    /**
     * Hands on one output record, which starts at the buffer's first byte.
     *
     * @return the output sequence that it was given, from 1
     */
    public long emit(DirectBuffer buffer, int length) {
        sequence++;
        handler.onOutput(sequence, buffer, 0, length);
        return sequence;
    }

    /** Sequence of the last output; 0 before the first. */
    public long sequence() {
        return sequence;
    }

    /** Goes on after an output that was emitted before. */
    public void restore(long lastSequence) {
        this.sequence = lastSequence;
    }
}
