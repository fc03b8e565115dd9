package io.heliograph.core;

import org.agrona.DirectBuffer;

/** Takes what the core concluded, one output at a time and in order. */
@FunctionalInterface
public interface OutputHandler {
    /**
     * Takes one output.
     *
     * @param sequence its dense number, one above the output before
     * @param buffer holds the record (message header first); not kept after the call
     * @param offset where the record starts
     * @param length bytes of the record
     */
    void onOutput(long sequence, DirectBuffer buffer, int offset, int length);
}
