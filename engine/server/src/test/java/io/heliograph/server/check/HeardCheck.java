package io.heliograph.server.check;

import io.heliograph.server.feed.FeedListener;

/** Keeps what a check tells. */
final class HeardCheck implements CheckListener {
    int runs;
    double share;

    @Override
    public FeedListener rows() {
        return new SilentRows(rows -> {
            if (rows < 1) {
                throw new AssertionError("rows=" + rows);
            }
        });
    }

    @Override
    public void onPlanned(int signals, int planned, double seconds) {
        runs = planned;
    }

    @Override
    public void onProgress(int done, double ofAll) {
        if (done > runs || ofAll < 0 || ofAll > 1 + 1e-9) {
            throw new AssertionError("done=" + done + " share=" + ofAll);
        }
        share = ofAll;
    }
}
