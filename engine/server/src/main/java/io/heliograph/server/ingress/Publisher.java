package io.heliograph.server.ingress;

import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.server.rpc.Rejection;

/**
 * One stream or call of a publisher, as the sequencer sees it and as it tells the acknowledgement agent.
 *
 * <p>The sequencer alone calls what changes it. It counts while it takes a group in, and publishes after it applied the
 * group. What ended it is written last, so whoever sees that sees every event answered before.
 */
public final class Publisher {
    private final Refusals refusals = new Refusals();

    // The sequencer's own.
    private int source;
    private long taken;
    private long takenRepeats;
    private long takenThrough;
    private boolean isOver;
    private boolean isTouched;
    private boolean takenClose;
    private Opened takenOpened;
    private Rejection takenEnd;

    // Published by the sequencer.
    private volatile Opened opened;
    private volatile long answered;
    private volatile long repeats;
    private volatile long journaledThrough;
    private volatile Rejection end;
    private volatile boolean isClosed;

    /** What the source had reached when it was opened. */
    public record Opened(long epoch, Numbering numbering, long journaledThrough) {}

    /** Ties it to its source; events may follow. */
    public void open(int sourceNumber, Opened what) {
        source = sourceNumber;
        takenOpened = what;
        takenThrough = what.journaledThrough();
    }

    /** Takes an event in. */
    public void take(long through) {
        taken++;
        takenThrough = Math.max(takenThrough, through);
    }

    /** Takes an event in that was journaled before. */
    public void takeRepeat() {
        taken++;
        takenRepeats++;
    }

    /** Number of the event taken next, from 0. */
    public long nextIndex() {
        return taken;
    }

    /** Notes that an event taken in had no effect, or not the whole. */
    public void refuse(long index, long sourceSequence, Refusal reason, int instrument, long time) {
        refusals.add(index, sourceSequence, reason.value(), instrument, time);
    }

    /** Ends it: what comes from it is dropped from now on; told with the next {@link #publish}. */
    public void end(Rejection why) {
        isOver = true;
        takenEnd = why;
    }

    /** Notes that nothing of it is in the ring any more; told with the next {@link #publish}. */
    public void close() {
        isOver = true;
        takenClose = true;
    }

    /** Says what was taken in so far; after the group was applied. */
    public void publish() {
        isTouched = false;
        opened = takenOpened;
        journaledThrough = takenThrough;
        repeats = takenRepeats;
        answered = taken;
        end = takenEnd;
        isClosed = takenClose;
    }

    /** Whether this is the first change since the last {@link #publish}. */
    public boolean touch() {
        boolean isFirst = !isTouched;
        isTouched = true;
        return isFirst;
    }

    /** Whether what comes from it is dropped; the sequencer's own. */
    public boolean isOver() {
        return isOver;
    }

    /** Number of its source; the sequencer's own. */
    public int source() {
        return source;
    }

    /** What the source had reached; null until the open is in the log. */
    Opened opened() {
        return opened;
    }

    long answered() {
        return answered;
    }

    long repeats() {
        return repeats;
    }

    long journaledThrough() {
        return journaledThrough;
    }

    /** Why the sequencer ended it; null while it did not. */
    Rejection end() {
        return end;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** To be taken from by the acknowledgement agent alone. */
    Refusals refusals() {
        return refusals;
    }
}
