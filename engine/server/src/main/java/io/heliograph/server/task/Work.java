package io.heliograph.server.task;

/** What a task does. */
@FunctionalInterface
public interface Work {
    /**
     * Does it, on a worker's thread.
     *
     * @param progress to be told now and then, for it is also what ends a cancelled task
     * @throws Exception a {@code Rejection} where it cannot be done; anything else is a defect of ours
     */
    Outcome run(TaskProgress progress) throws Exception;
}
