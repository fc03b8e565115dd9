package io.heliograph.server.config;

/**
 * When the core's state is kept beside the logs.
 *
 * @param everyEvents after so many events
 * @param everyNs after so long, in nanoseconds, where there were events
 * @param keep the newest that are kept, besides those at which a segment begins
 */
public record SnapshotsConfig(long everyEvents, long everyNs, int keep) {}
