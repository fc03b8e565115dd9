package io.heliograph.server.publish;

import java.time.Duration;

/**
 * Limits of delivery.
 *
 * @param subscriptions most at one time
 * @param catchUpReaders most subscribers that read the log by themselves at one time
 * @param memoryPerSubscription bytes of signals that may wait for one, the message being written included
 * @param patience how long a subscriber may take nothing before it is closed
 */
public record PublishLimits(int subscriptions, int catchUpReaders, int memoryPerSubscription, Duration patience) {
    /** Seconds that a subscriber may take nothing, usually. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);
}
