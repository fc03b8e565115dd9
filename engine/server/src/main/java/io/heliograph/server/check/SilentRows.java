package io.heliograph.server.check;

import io.heliograph.server.feed.FeedListener;
import java.util.function.LongConsumer;

/** Says nothing about rows, which were told in the first run, but how many there were. */
final class SilentRows implements FeedListener {
    private final LongConsumer rowsRead;

    SilentRows(LongConsumer rowsRead) {
        this.rowsRead = rowsRead;
    }

    @Override
    public void onUnknownColumn(String file, String column) {
        // Told in the first run.
    }

    @Override
    public void onBadRow(String problem) {
        // Told in the first run.
    }

    @Override
    public void onRefused(String file, long line, String reason, String message) {
        // Told in the first run.
    }

    @Override
    public void onProgress(long rows, double share) {
        rowsRead.accept(rows);
    }
}
