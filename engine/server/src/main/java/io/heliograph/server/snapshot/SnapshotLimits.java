package io.heliograph.server.snapshot;

import java.time.Duration;

/**
 * Limits of following snapshots.
 *
 * @param subscriptions most at one time
 * @param symbols most followed at one time, by all
 * @param state doubles of indicators' windows and histories, of all
 * @param patience how long a subscriber may take nothing before it is closed
 */
public record SnapshotLimits(int subscriptions, int symbols, long state, Duration patience) {
    /** As much as an engine of the largest size needs. */
    public static final SnapshotLimits USUAL =
            new SnapshotLimits(1_000, 20_000, 16L * 1024 * 1024, Duration.ofSeconds(30));
}
