package io.heliograph.server.faults;

import java.util.concurrent.atomic.AtomicInteger;

/** Where in its work a process ends as if it were killed: at the n-th passing of one named point. Any thread. */
final class Failpoint {
    /** The exit code of a process that {@code kill -9} ended. */
    static final int KILLED = 137;

    /** The points that every engine passes. */
    enum Point {
        BEFORE_APPEND_EVENTS,
        AFTER_APPEND_EVENTS,
        BEFORE_APPEND_OUTPUTS,
        AFTER_APPEND_OUTPUTS,
        BEFORE_FORCE,
        AFTER_FORCE,
        BEFORE_MARK_FORCED,
        AFTER_MARK_FORCED,
        BEFORE_PUBLISH,
        AFTER_PUBLISH,
        /** The file is whole and forced under another name. */
        BEFORE_SNAPSHOT_RENAME,
        /** The file has its name, its folder is not forced. */
        AFTER_SNAPSHOT_RENAME,
        /** The next segment's folder stands without its description. */
        BEFORE_ROLL,
        /** The next segment is described and forced, and empty. */
        AFTER_ROLL,
        /** The cursor has moved in a transaction that is open. */
        CURSOR_MOVED,
        /** The rows are in a transaction that is open. */
        ROWS_SENT,
        /** The transaction is committed, and nobody here knows. */
        COMMITTED;

        /** Whether only an engine with a store passes it. */
        boolean needsStore() {
            return compareTo(CURSOR_MOVED) >= 0;
        }

        /** Whether only an engine that is asked for a snapshot passes it soon. */
        boolean needsSnapshot() {
            return this == BEFORE_SNAPSHOT_RENAME || this == AFTER_SNAPSHOT_RENAME;
        }
    }

    private final AtomicInteger left = new AtomicInteger();

    private volatile Point armed;

    /** Ends the process when the point is passed for the n-th time from now on. */
    void arm(Point point, int times) {
        left.set(times);
        armed = point;
    }

    void pass(Point point) {
        if (point == armed && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
