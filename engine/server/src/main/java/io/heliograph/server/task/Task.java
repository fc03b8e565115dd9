package io.heliograph.server.task;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.ErrorReason;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/** One task from its submission to its end. State moves under the lock of {@link Tasks}; progress is the worker's alone. */
final class Task implements TaskProgress {
    private final String name;
    private final String kind;
    private final TaskPriority priority;
    private final long number;
    private final Work work;
    private final EpochNanoClock clock;
    private final NanoClock steadyClock;
    private final long createdNs;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private TaskState state = TaskState.QUEUED;
    private long takenNs;
    private long endedNs;
    private Outcome outcome;
    private Rejection failure;

    private volatile Rejection cancellation;
    private volatile Report report = new Report(0, 0, 0);
    private long steadyStart;

    /** @param nanos since a worker took it */
    record Report(long done, long total, long nanos) {}

    Task(
            String name,
            String kind,
            TaskPriority priority,
            long number,
            Work work,
            EpochNanoClock clock,
            NanoClock steadyClock) {
        this.name = name;
        this.kind = kind;
        this.priority = priority;
        this.number = number;
        this.work = work;
        this.clock = clock;
        this.steadyClock = steadyClock;
        this.createdNs = clock.nanoTime();
    }

    /** Takes the next state; what the table of {@link TaskState} does not allow is a defect. */
    void become(TaskState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("no such move: task=" + name + " from=" + state + " to=" + next);
        }
        state = next;
        if (next == TaskState.RUNNING) {
            takenNs = clock.nanoTime();
            steadyStart = steadyClock.nanoTime();
        } else if (next.isFinal()) {
            endedNs = clock.nanoTime();
        }
    }

    /** Does the work; answers the state that follows. Outside of the lock. */
    TaskState run() {
        try {
            outcome = work.run(this);
            return TaskState.SUCCEEDED;
        } catch (Exception e) {
            failure = StatusMapper.toRejection(e);
            return failure == cancellation ? TaskState.CANCELLED : TaskState.FAILED;
        } catch (Error e) {
            // The thread is lost to it, but whoever waits for it must hear of it.
            failure = StatusMapper.toRejection(e);
            throw e;
        }
    }

    /** From now on its worker finds that it is to stop, and why. */
    void cancel(Rejection why) {
        cancellation = why;
    }

    /** Ends it before a worker took it. */
    void endUnrun(Rejection why) {
        failure = why;
        become(TaskState.CANCELLED);
    }

    @Override
    public void at(long done, long total) {
        Rejection why = cancellation;
        if (why != null) {
            throw why;
        }
        report = new Report(done, total, steadyClock.nanoTime() - steadyStart);
    }

    static Rejection cancelled(String name) {
        return new Rejection(
                        ErrorReason.ERROR_REASON_OPERATION_CANCELLED,
                        "the operation was cancelled before it had a response: operation=" + name)
                .with("operation", name);
    }

    /** Completed after its end, outside of the lock. */
    CompletableFuture<Void> end() {
        return end;
    }

    String name() {
        return name;
    }

    String kind() {
        return kind;
    }

    TaskPriority priority() {
        return priority;
    }

    long number() {
        return number;
    }

    TaskState state() {
        return state;
    }

    Report report() {
        return report;
    }

    long createdNs() {
        return createdNs;
    }

    /** 0 before a worker took it. */
    long takenNs() {
        return takenNs;
    }

    /** 0 before its end. */
    long endedNs() {
        return endedNs;
    }

    /** Null but after SUCCEEDED. */
    Outcome outcome() {
        return outcome;
    }

    /** Null but after FAILED and CANCELLED. */
    Rejection failure() {
        return failure;
    }
}
