package io.heliograph.server.task;

import java.time.Duration;

/**
 * How much room tasks may take.
 *
 * @param workers tasks at work at once
 * @param queued tasks that may wait for a worker
 * @param finished ended tasks that are remembered, the latest ones
 * @param finishedFor for how long
 * @param waiting callers that may wait for the end of a task at once
 */
public record TaskLimits(int workers, int queued, int finished, Duration finishedFor, int waiting) {
    /** Of an engine: one worker, for two processors have other work. */
    public static final TaskLimits USUAL = new TaskLimits(1, 16, 16, Duration.ofHours(24), 256);

    public TaskLimits {
        if (workers < 1 || queued < 1 || finished < 1 || waiting < 1 || finishedFor.isNegative()) {
            throw new IllegalArgumentException("expected room for one at least: workers=" + workers + " queued="
                    + queued + " finished=" + finished + " waiting=" + waiting + " finishedFor=" + finishedFor);
        }
    }
}
