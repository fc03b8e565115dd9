package io.heliograph.server.publish;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;

/** How long a subscriber for whom something waits has taken nothing. Belongs to the publisher's thread. */
final class Patience {
    private static final long SECOND = 1_000_000_000L;

    private final long mostNs;

    private boolean isBlocked;
    private long blockedSinceNs;

    /** {@code mostNs}: how long it may take nothing. */
    Patience(long mostNs) {
        this.mostNs = mostNs;
    }

    /** Looks at it; answers why it is to be closed, null as long as there is patience. */
    Rejection look(boolean isWaitedFor, long now) {
        if (!isWaitedFor) {
            isBlocked = false;
        } else if (!isBlocked) {
            isBlocked = true;
            blockedSinceNs = now;
        } else if (now - blockedSinceNs >= mostNs) {
            return new Rejection(
                    ErrorReason.ERROR_REASON_SLOW_CONSUMER,
                    "expected a subscriber that reads, found one that took nothing: seconds="
                            + (now - blockedSinceNs) / SECOND + "; go on from resume_token");
        }
        return null;
    }
}
