package io.heliograph.server.whatif;

import io.heliograph.server.feed.FeedListener;

/** Hears nothing. */
public final class QuietRun implements FeedListener {
    @Override
    public void onUnknownColumn(String file, String column) {}

    @Override
    public void onBadRow(String problem) {}

    @Override
    public void onRefused(String file, long line, String reason, String message) {}

    @Override
    public void onProgress(long rows, double share) {}
}
