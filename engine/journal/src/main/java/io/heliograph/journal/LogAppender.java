package io.heliograph.journal;

import org.agrona.DirectBuffer;

/**
 * Appends groups of records to a log; single writer, one thread.
 *
 * <pre>{@code
 * appender.beginGroup();
 * long sequence = appender.add(buffer, offset, length);
 * appender.commit(LogAppender.LAST_OF_CAUSE);
 * }</pre>
 *
 * <p>A group is written as one frame, or as several where it exceeds 256 records or 256 KiB. Readers see it as a whole, after
 * {@link #commit}. Allocates nothing per record or group.
 */
public interface LogAppender {
    /** For {@link #commit}: the record added last is the last of its cause. */
    int LAST_OF_CAUSE = 1;

    /** Starts a group. */
    void beginGroup();

    /**
     * Adds a record to the group.
     *
     * @param length 1 to {@link io.heliograph.journal.frame.FrameLayout#MAX_RECORD_LENGTH} bytes
     * @return the sequence it was given
     */
    long add(DirectBuffer buffer, int offset, int length);

    /**
     * Says that the record added last is the last of its cause; without effect before the first. Every event is its own
     * cause, so in the event log nobody needs to say it.
     */
    void endCause();

    /**
     * Writes what was added and publishes the new head; an empty group writes nothing.
     *
     * @param flags 0 or {@link #LAST_OF_CAUSE}
     */
    void commit(int flags);

    /** Sequence of the record added last, committed or not. */
    long sequence();
}
