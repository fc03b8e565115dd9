package io.heliograph.server.task;

/** Hears how far a task is. */
public interface TaskProgress {
    /**
     * So much is done.
     *
     * @param total events in all; 0 where that is not known
     * @throws io.heliograph.server.rpc.Rejection where the task was cancelled; to be let through
     */
    void at(long done, long total);
}
