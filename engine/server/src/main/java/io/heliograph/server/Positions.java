package io.heliograph.server;

/**
 * How far each agent has come, readable from any thread.
 *
 * <p>Each position has one writer and never falls. The sequencer writes {@code outputHead} before {@code appliedEvent}, so
 * a reader that takes {@code appliedEvent} first and {@code outputHead} after it knows: whatever the events up to the
 * first caused lies at or below the second.
 */
public final class Positions {
    private volatile long appliedEvent;
    private volatile long outputHead;
    private volatile long receiveTime;
    private volatile long durableEvent;
    private volatile long durableOutput;
    private volatile long storedOutput = -1;
    private volatile long storedEvent;

    /** Sequence of the last event applied; written by the sequencer. */
    public long appliedEvent() {
        return appliedEvent;
    }

    /** Sequence of the last output in the log; written by the sequencer. */
    public long outputHead() {
        return outputHead;
    }

    /** Receive time of the last event applied, in nanoseconds since the epoch; written by the sequencer. */
    public long receiveTime() {
        return receiveTime;
    }

    /** Sequence of the last event forced to the disk. */
    public long durableEvent() {
        return durableEvent;
    }

    /** Sequence of the last output that is forced and whose cause is forced. */
    public long durableOutput() {
        return durableOutput;
    }

    /** Sequence of the last output in the store; -1 without a store, or while it was never reached. */
    public long storedOutput() {
        return storedOutput;
    }

    /** Sequence of the last event all of whose outputs are in the store; written by the acknowledgement agent. */
    public long storedEvent() {
        return storedEvent;
    }

    /** Says what the sequencer has reached. */
    public void applied(long event, long output, long time) {
        outputHead = output;
        receiveTime = time;
        appliedEvent = event;
    }

    /** Says what the force agent has reached. */
    public void durable(long event, long output) {
        durableOutput = output;
        durableEvent = event;
    }

    public void storedOutput(long output) {
        storedOutput = output;
    }

    public void storedEvent(long event) {
        storedEvent = event;
    }
}
