package io.heliograph.client;

import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import java.util.Optional;

/**
 * Hears how a {@link Subscription} goes on.
 *
 * <p>Called by one thread at a time, in order, on a thread of the client. A call may block: the engine then sends no more, and
 * after a while ends the stream with SLOW_CONSUMER; with {@link HeliographClientBuilder#directCallbacks()} it must not block at
 * all. An exception thrown here ends the subscription.
 */
public interface StreamListener {
    /** The engine's first word: journal, epoch, what is available. */
    default void onInfo(StreamInfo info) {}

    /** Everything up to the position has been delivered; also the heartbeat. */
    default void onProgress(StreamProgress progress) {}

    /**
     * The subscription is over, after everything else, once: with why, or empty where it was closed here or came to the end that
     * was asked for.
     */
    default void onClosed(Optional<HeliographException> failure) {}
}
