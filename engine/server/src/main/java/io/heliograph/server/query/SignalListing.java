package io.heliograph.server.query;

import java.util.Optional;

/**
 * Which page of which list of signals.
 *
 * @param filter which signals
 * @param order in which order
 * @param size how many at most
 * @param after where the page before ended; empty for the first page
 * @param basic whether the basic fields are enough
 */
public record SignalListing(Filter filter, SignalOrder order, int size, Optional<PagePosition> after, boolean basic) {}
