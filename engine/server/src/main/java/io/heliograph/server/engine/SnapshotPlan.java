package io.heliograph.server.engine;

/**
 * When the core's state is kept without being asked for.
 *
 * @param everyEvents after so many events
 * @param everyNs after so long, where there were events
 */
record SnapshotPlan(long everyEvents, long everyNs) {
    /** Every four million events, and every quarter of an hour. */
    static final SnapshotPlan USUAL = new SnapshotPlan(4_000_000, 900_000_000_000L);
}
