package io.heliograph.journal;

import org.agrona.DirectBuffer;

/** Takes records from a log, in order. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * One record; the bytes stand in {@code buffer} only until this method returns.
     *
     * @param sequence its number in its log, one more than the last
     * @param epoch the epoch in which it was written
     * @param endOfCause whether it is the last record of its cause; true for every event
     */
    void onRecord(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause);
}
