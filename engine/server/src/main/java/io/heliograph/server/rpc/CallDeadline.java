package io.heliograph.server.rpc;

import io.grpc.Context;
import io.grpc.Deadline;
import java.util.concurrent.TimeUnit;

/** Until when the call at hand may be waited with; to be asked on the thread that took it. */
public final class CallDeadline {
    private CallDeadline() {}

    /**
     * The earlier of the caller's deadline and the longest wait from now on, as a time of {@link System#nanoTime}.
     *
     * @param longestNs how long a caller without a deadline is made to wait
     */
    public static long within(long longestNs) {
        Deadline deadline = Context.current().getDeadline();
        long wait = deadline == null ? longestNs : Math.min(longestNs, deadline.timeRemaining(TimeUnit.NANOSECONDS));
        return System.nanoTime() + wait;
    }
}
