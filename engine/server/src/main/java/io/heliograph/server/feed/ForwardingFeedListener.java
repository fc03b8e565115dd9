package io.heliograph.server.feed;

/** Hands on all that it hears; who extends it changes one thing of it. */
public class ForwardingFeedListener implements FeedListener {
    private final FeedListener listener;

    protected ForwardingFeedListener(FeedListener listener) {
        this.listener = listener;
    }

    @Override
    public void onUnknownColumn(String file, String column) {
        listener.onUnknownColumn(file, column);
    }

    @Override
    public void onBadRow(String problem) {
        listener.onBadRow(problem);
    }

    @Override
    public void onRefused(String file, long line, String reason, String message) {
        listener.onRefused(file, line, reason, message);
    }

    @Override
    public void onProgress(long rows, double share) {
        listener.onProgress(rows, share);
    }
}
