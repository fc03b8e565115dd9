package io.heliograph.server.store;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.concurrent.TimeUnit;

/**
 * How far the store has come; written by its thread, read and waited for by any.
 *
 * <p>Positions never fall. A position is published after the commit that reached it.
 */
public final class StoreProgress {
    private volatile long storedOutput = -1;
    private volatile long storedEvent = -1;
    private volatile StoreState state = StoreState.STARTING;
    private volatile String reason = "the database is being started";
    private volatile long rows;
    private volatile long deadLetters;
    private volatile long failures;

    private volatile SetAside setAside;

    /** What was moved away when the database was compared with the journal; null where nothing was. */
    public SetAside setAside() {
        return setAside;
    }

    void setAside(SetAside moved) {
        setAside = moved;
    }

    /** Sequence of the last output in the database; -1 until the database was reached once. */
    public long storedOutput() {
        return storedOutput;
    }

    /** Sequence of the last event all of whose outputs are known to be in the database; -1 likewise. */
    public long storedEvent() {
        return storedEvent;
    }

    public StoreStatus status() {
        return new StoreStatus(state, reason, storedOutput, storedEvent, rows, deadLetters, failures);
    }

    /**
     * Waits until an output is stored.
     *
     * @param deadlineNs of {@link System#nanoTime}
     * @return whether it is
     */
    public boolean await(long output, long deadlineNs) throws InterruptedException {
        if (storedOutput >= output) {
            return true;
        }
        synchronized (this) {
            for (long leftNs = deadlineNs - System.nanoTime();
                    storedOutput < output && leftNs > 0;
                    leftNs = deadlineNs - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            }
            return storedOutput >= output;
        }
    }

    /**
     * Waits until an output is stored.
     *
     * @throws Rejection STORE_BEHIND if it is not by the deadline
     */
    void require(long output, long deadlineNs) {
        boolean stored;
        try {
            stored = await(output, deadlineNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stored = false;
        }
        if (!stored) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_STORE_BEHIND,
                            "the store has not come that far: min_sequence=" + output + " stored_sequence=" + asOf())
                    .with("min_sequence", output)
                    .with("stored_sequence", asOf());
        }
    }

    /** Up to which output a list can answer now. */
    long asOf() {
        return Math.max(0, storedOutput);
    }

    void stored(long output, long event) {
        if (output <= storedOutput && event <= storedEvent) {
            return;
        }
        synchronized (this) {
            storedOutput = Math.max(storedOutput, output);
            storedEvent = Math.max(storedEvent, event);
            notifyAll();
        }
    }

    StoreState state() {
        return state;
    }

    void become(StoreState next, String why) {
        reason = why;
        state = next;
    }

    void wrote(long count) {
        add(count, 0, 0);
    }

    void parked() {
        add(0, 1, 0);
    }

    void failed() {
        add(0, 0, 1);
    }

    /** One writer, so a plain sum of volatile fields is enough; under the lock to say so to every reader of the code. */
    private synchronized void add(long moreRows, long moreDeadLetters, long moreFailures) {
        rows += moreRows;
        deadLetters += moreDeadLetters;
        failures += moreFailures;
    }
}
