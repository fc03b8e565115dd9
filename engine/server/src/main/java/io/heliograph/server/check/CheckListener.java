package io.heliograph.server.check;

import io.heliograph.server.feed.FeedListener;

/** Hears how a check goes. Called on the thread of the check. */
public interface CheckListener {
    /** Hears of the rows of the first run, which is over the files as they are. */
    FeedListener rows();

    /**
     * The first run is over.
     *
     * @param signals that it gave
     * @param seconds how long the others will take, at its speed
     */
    void onPlanned(int signals, int runs, double seconds);

    /** So many of the other runs are over, and this share of their work, 0 to 1. */
    void onProgress(int runs, double share);
}
