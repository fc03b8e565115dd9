package io.heliograph.server.task;

import com.google.longrunning.Operation;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * All tasks there are: those that wait, those at work, and the latest that ended.
 *
 * <p>Any thread may ask. A task is taken by a loop on the executor, of which there are never more than workers; it goes on
 * until nothing waits. Nothing here is shared with the sequencer.
 */
public final class Tasks {
    /** With which the name of every operation begins. */
    public static final String PREFIX = "operations/";

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Comparator<Task> URGENCY =
            Comparator.comparing(Task::priority).thenComparingLong(Task::number);

    private final TaskLimits limits;
    private final Executor executor;
    private final EpochNanoClock clock;
    private final NanoClock steadyClock;
    private final String run;

    private final Map<String, Task> tasks = new TreeMap<>();
    private int loops;
    private long submitted;
    private Rejection closed;

    /**
     * @param executor runs at most {@link TaskLimits#workers()} loops at once, each for as long as there is work
     * @param clock for what callers are told
     * @param steadyClock for rates
     */
    public Tasks(TaskLimits limits, Executor executor, EpochNanoClock clock, NanoClock steadyClock) {
        this.limits = limits;
        this.executor = executor;
        this.clock = clock;
        this.steadyClock = steadyClock;
        // Names of an engine that ran before must not mean something else now.
        this.run = Long.toString(clock.nanoTime() / 1_000_000, Character.MAX_RADIX);
    }

    /**
     * Takes a task in, to be done when its turn comes.
     *
     * @param kind what it does, for people
     * @throws Rejection BUSY where the queue is full, SHUTTING_DOWN after {@link #close}
     */
    public Operation submit(String kind, TaskPriority priority, Work work) {
        Operation operation;
        boolean needsLoop;
        synchronized (this) {
            if (closed != null) {
                throw closed;
            }
            forget();
            if (queued().size() >= limits.queued()) {
                throw new Rejection(
                                ErrorReason.ERROR_REASON_BUSY,
                                "expected room for one more operation, found the queue full: limit=" + limits.queued())
                        .withRetryAfter(RETRY);
            }
            submitted++;
            String name = String.format("%s%s-%06d", PREFIX, run, submitted);
            Task task = new Task(name, kind, priority, submitted, work, clock, steadyClock);
            tasks.put(name, task);
            operation = OperationMapper.map(task, before(task));
            needsLoop = loops < limits.workers();
            loops += needsLoop ? 1 : 0;
        }
        if (needsLoop) {
            executor.execute(this::loop);
        }
        return operation;
    }

    /** An operation as it is now. */
    public synchronized Operation get(String name) {
        Task task = find(name);
        return OperationMapper.map(task, before(task));
    }

    /** All that are known, the oldest first. */
    public synchronized List<Operation> list() {
        forget();
        return tasks.values().stream()
                .map(task -> OperationMapper.map(task, before(task)))
                .toList();
    }

    /** What a succeeded operation came to; empty where it did not. */
    public synchronized Optional<Outcome> outcome(String name) {
        return Optional.ofNullable(find(name).outcome());
    }

    /** Asks an operation to stop; one that waits ends at once, one that ended stays as it is. */
    public void cancel(String name) {
        Task ended;
        synchronized (this) {
            Task task = find(name);
            ended = cancel(task, Task.cancelled(name)) ? task : null;
        }
        if (ended != null) {
            ended.end().complete(null);
        }
    }

    /**
     * Forgets an operation that ended.
     *
     * @throws Rejection OPERATION_NOT_DONE where it did not
     */
    public synchronized void delete(String name) {
        Task task = find(name);
        if (!task.state().isFinal()) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_OPERATION_NOT_DONE,
                            "expected an operation that ended, found one that did not; cancel it first: operation="
                                    + name + " state=" + task.state())
                    .with("operation", name);
        }
        tasks.remove(name);
    }

    /** Completes when an operation has ended; completed already where it has. */
    CompletableFuture<Void> end(String name) {
        return find(name).end();
    }

    /** Takes nothing new and asks every task to stop. */
    public void close(Rejection why) {
        Map<String, Task> ended = new HashMap<>();
        synchronized (this) {
            closed = why;
            for (Task task : tasks.values()) {
                if (cancel(task, why)) {
                    ended.put(task.name(), task);
                }
            }
        }
        ended.values().forEach(task -> task.end().complete(null));
    }

    /** Whether it ended by this. */
    private static boolean cancel(Task task, Rejection why) {
        if (task.state() == TaskState.QUEUED) {
            task.endUnrun(why);
            return true;
        }
        if (task.state() == TaskState.RUNNING) {
            task.cancel(why);
            task.become(TaskState.CANCELLING);
        }
        return false;
    }

    private void loop() {
        boolean isDone = false;
        try {
            for (Task task = take(); task != null; task = take()) {
                finishAfter(task);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                // An Error takes the thread; the others must not wait for one more to be submitted.
                executor.execute(this::loop);
            }
        }
    }

    private void finishAfter(Task task) {
        TaskState next = TaskState.FAILED;
        try {
            next = task.run();
        } finally {
            finish(task, next);
        }
    }

    private synchronized Task take() {
        Task task = queued().stream().min(URGENCY).orElse(null);
        if (task == null) {
            loops--;
        } else {
            task.become(TaskState.RUNNING);
        }
        return task;
    }

    private void finish(Task task, TaskState next) {
        synchronized (this) {
            task.become(next);
            forget();
        }
        task.end().complete(null);
    }

    private List<Task> queued() {
        return tasks.values().stream()
                .filter(task -> task.state() == TaskState.QUEUED)
                .toList();
    }

    private int before(Task task) {
        return task.state() != TaskState.QUEUED
                ? 0
                : (int) queued().stream()
                        .filter(other -> URGENCY.compare(other, task) < 0)
                        .count();
    }

    private synchronized Task find(String name) {
        forget();
        Task task = tasks.get(name);
        if (task == null) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_OPERATION_NOT_FOUND,
                            "expected an operation of this engine since its start that is not forgotten yet, found"
                                    + " none: operation=" + name)
                    .with("operation", name);
        }
        return task;
    }

    /** The oldest that ended, beyond their number or age. */
    private void forget() {
        List<Task> ended = new ArrayList<>(tasks.values().stream()
                .filter(task -> task.state().isFinal())
                .sorted(Comparator.comparingLong(Task::endedNs).thenComparingLong(Task::number))
                .toList());
        long oldest = clock.nanoTime() - limits.finishedFor().toNanos();
        int surplus = ended.size() - limits.finished();
        for (int i = 0; i < ended.size(); i++) {
            if (i < surplus || ended.get(i).endedNs() < oldest) {
                tasks.remove(ended.get(i).name());
            }
        }
    }
}
