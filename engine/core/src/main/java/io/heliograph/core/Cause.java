package io.heliograph.core;

/**
 * The event that an output goes back to: filled, read, and let go.
 *
 * <p>Times are nanoseconds since 1970-01-01T00:00Z. Belongs to the core's thread.
 */
public final class Cause {
    private long sequence;
    private long receiveTime;
    private long eventTime;

    public Cause set(long sequence, long receiveTime, long eventTime) {
        this.sequence = sequence;
        this.receiveTime = receiveTime;
        this.eventTime = eventTime;
        return this;
    }

    /** Sequence of the event. */
    public long sequence() {
        return sequence;
    }

    /** When the sequencer took it. */
    public long receiveTime() {
        return receiveTime;
    }

    /** When it happened, as its publisher says. */
    public long eventTime() {
        return eventTime;
    }
}
