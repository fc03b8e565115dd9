package io.heliograph.server.sequencer;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * What other threads ask the sequencer to do between two groups: control events, and questions to the core.
 *
 * <p>Any thread may ask. Whoever waits for an answer does so on a thread of its own; what is chained to it must be short,
 * for it may run on the sequencer's.
 */
public final class Desk {
    private static final int MOST = 256;
    private static final Duration RETRY = Duration.ofMillis(100);

    private final ManyToOneConcurrentArrayQueue<Task<?>> tasks = new ManyToOneConcurrentArrayQueue<>(MOST);

    /**
     * Asks for a task to be done.
     *
     * @throws Rejection BUSY where too many wait
     */
    public <T> CompletableFuture<T> ask(Function<Bench, T> work) {
        Task<T> task = new Task<>(work);
        if (!tasks.offer(task)) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_BUSY,
                            "expected fewer tasks before the sequencer, found tasks=" + MOST)
                    .withRetryAfter(RETRY);
        }
        return task.answer;
    }

    /** The next task; null where none waits. */
    Task<?> poll() {
        return tasks.poll();
    }

    /** Something to do, and who waits for it. */
    static final class Task<T> {
        private final Function<Bench, T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        Task(Function<Bench, T> work) {
            this.work = work;
        }

        /**
         * Does it.
         *
         * @return what went wrong, which its asker is told; null if nothing did
         */
        RuntimeException run(Bench bench) {
            try {
                answer.complete(work.apply(bench));
                return null;
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                return e;
            }
        }
    }
}
