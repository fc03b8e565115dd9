package io.heliograph.client;

import io.heliograph.v1.MarketSnapshotUpdate;
import java.util.List;
import java.util.Optional;

/**
 * Hears of a {@link SnapshotSubscription} what changed.
 *
 * <p>Called by one thread at a time, in order, on a thread of the client. A call may block: what happens meanwhile is told in one
 * later, as it is then; after a while the engine ends the stream with SLOW_CONSUMER. An exception thrown here ends the
 * subscription.
 */
@FunctionalInterface
public interface SnapshotListener {
    /** Each symbol with news: all of it the first time ({@code full}), then what changed. */
    void onUpdates(List<MarketSnapshotUpdate> updates);

    /** The subscription is over, after everything else, once: with why, or empty where it was closed here. */
    default void onClosed(Optional<HeliographException> failure) {}
}
