package io.heliograph.server.sequencer;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import java.util.function.LongSupplier;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * The owner of the core and of both appenders: drains what waits in the ring, journals it as one group, applies it, and
 * tells publishers; does what was laid on the desk in between.
 */
public final class SequencerAgent implements Agent, Bench {
    private static final int LIMIT = 1_024;
    private static final int TASKS = 16;
    private static final int LONGEST_CONTROL_EVENT = 256 * 1024;

    private final RingBuffer ring;
    private final Desk desk;
    private final SignalCore core;
    private final LogWriter logs;
    private final Inlet inlet;
    private final LongSupplier clock;
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableDirectByteBuffer controlEvent = new ExpandableDirectByteBuffer(LONGEST_CONTROL_EVENT);

    private long receiveTime;
    private boolean isEnded;
    private volatile long threadId;

    SequencerAgent(RingBuffer ring, Desk desk, SignalCore core, LogWriter logs, Inlet inlet, LongSupplier clock) {
        this.ring = ring;
        this.desk = desk;
        this.core = core;
        this.logs = logs;
        this.inlet = inlet;
        this.clock = clock;
        this.receiveTime = core.lastReceiveTime();
    }

    @Override
    public void onStart() {
        threadId = Thread.currentThread().getId();
    }

    @Override
    public int doWork() {
        if (isEnded) {
            return 0;
        }
        stampTime();
        inlet.begin(receiveTime);
        int work = ring.read(inlet, LIMIT);
        inlet.flush();
        return work + doTasks();
    }

    @Override
    public SignalCore core() {
        return core;
    }

    @Override
    public Journaled journal(Encoding event) {
        stampTime();
        int length = event.encode(encoder, controlEvent, receiveTime);
        int reason = logs.write(controlEvent, length);
        return new Journaled(core.eventSequence(), Refusal.get((short) reason));
    }

    @Override
    public boolean isConnected(int source) {
        return inlet.isConnected(source);
    }

    /** Journals the end by itself; from here on nothing is taken from the ring or the desk. */
    public void end(Runnable journalStop) {
        isEnded = true;
        journalStop.run();
    }

    /** The thread that runs it, for measuring what it allocates; 0 before it started. */
    public long threadId() {
        return threadId;
    }

    @Override
    public String roleName() {
        return "sequencer";
    }

    private int doTasks() {
        int done = 0;
        while (done < TASKS && !isEnded) {
            Desk.Task<?> task = desk.poll();
            if (task == null) {
                return done;
            }
            RuntimeException failure = task.run(this);
            if (failure != null && logs.isApplying()) {
                throw failure;
            }
            done++;
        }
        return done;
    }

    /** Receive time never falls, whatever the clock does. */
    private void stampTime() {
        receiveTime = Math.max(receiveTime, clock.getAsLong());
    }
}
