package io.heliograph.server.engine;

/**
 * When the core's state is kept without being asked for.
 *
 * @param everyEvents after so many events
 * @param everyNs after so long, where there were events
 */
record SnapshotPlan(long everyEvents, long everyNs) {}
