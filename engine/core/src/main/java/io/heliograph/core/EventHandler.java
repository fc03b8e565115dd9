package io.heliograph.core;

import org.agrona.DirectBuffer;

/** Takes the events of a log, one at a time and in order. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Takes one event.
     *
     * @param sequence its dense number, one above the event before
     * @param buffer holds the record (message header first); not kept after the call
     * @param offset where the record starts
     * @param length bytes of the record
     * @return 0 where the event was applied, else the value of the {@code Refusal} that says why not
     */
    int onEvent(long sequence, DirectBuffer buffer, int offset, int length);
}
