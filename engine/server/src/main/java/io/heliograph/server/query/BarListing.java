package io.heliograph.server.query;

import java.util.Optional;

/**
 * Which page of which list of bars.
 *
 * @param timeframe in its shortest text
 * @param fromNs bars that start at or after it, nanoseconds since the epoch
 * @param toNs bars that start before it
 * @param descending newest first; else oldest first
 * @param size how many at most
 * @param after where the page before ended; its key is a start, in nanoseconds; empty for the first page
 */
public record BarListing(
        String symbol,
        String timeframe,
        long fromNs,
        long toNs,
        boolean descending,
        int size,
        Optional<PagePosition> after) {}
