package io.heliograph.server.task;

/**
 * How far a task has come.
 *
 * <p>QUEUED to RUNNING or CANCELLED; RUNNING to CANCELLING, SUCCEEDED, FAILED or CANCELLED; CANCELLING to SUCCEEDED, FAILED
 * or CANCELLED, for work that is all but done may still end well. Nothing leaves the last three.
 */
public enum TaskState {
    QUEUED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether it has ended. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Whether this state may follow at once. */
    boolean mayBecome(TaskState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED;
            case RUNNING -> next == CANCELLING || next.isFinal();
            case CANCELLING -> next.isFinal();
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }
}
