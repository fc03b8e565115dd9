package io.heliograph.server.rpc;

import io.heliograph.v1.ErrorReason;

/** How long a subscriber for whom something waits has taken nothing. One thread. */
public final class Patience {
    private static final long SECOND = 1_000_000_000L;

    private final long mostNs;

    private boolean isBlocked;
    private long blockedSinceNs;

    /** {@code mostNs}: how long it may take nothing. */
    public Patience(long mostNs) {
        this.mostNs = mostNs;
    }

    /** Looks at it; answers why it is to be closed, null as long as there is patience. */
    public Rejection look(boolean isWaitedFor, long now) {
        if (!isWaitedFor) {
            isBlocked = false;
        } else if (!isBlocked) {
            isBlocked = true;
            blockedSinceNs = now;
        } else if (now - blockedSinceNs >= mostNs) {
            return new Rejection(
                    ErrorReason.ERROR_REASON_SLOW_CONSUMER,
                    "expected a subscriber that reads, found one that took nothing: seconds="
                            + (now - blockedSinceNs) / SECOND
                            + "; go on from resume_token where there is one, else begin again");
        }
        return null;
    }
}
