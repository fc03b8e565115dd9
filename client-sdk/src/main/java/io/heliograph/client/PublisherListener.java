package io.heliograph.client;

import io.heliograph.v1.RefusedEvent;
import java.util.Optional;

/**
 * Hears what the engine answers to a {@link Publisher}.
 *
 * <p>Called by one thread at a time, in order, on a thread of the client. A call that blocks delays the ones that follow and, in
 * time, the publisher; with {@link HeliographClientBuilder#directCallbacks()} it must not block at all. An exception thrown
 * here ends the stream.
 */
public interface PublisherListener {
    /** A listener that does nothing. */
    PublisherListener NONE = new PublisherListener() {};

    /** The engine has come further; levels only ever rise. */
    default void onAcknowledged(Acknowledgement acknowledgement) {}

    /** An event had no effect; called before the acknowledgement that brought it. */
    default void onRefused(RefusedEvent event) {}

    /** The stream has ended, after everything else, once: with why, or empty where this side closed it. */
    default void onClosed(Optional<HeliographException> failure) {}
}
