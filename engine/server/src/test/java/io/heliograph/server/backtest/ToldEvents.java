package io.heliograph.server.backtest;

import io.heliograph.server.feed.FeedListener;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a run says about its rows. */
final class ToldEvents implements FeedListener {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void onUnknownColumn(String file, String column) {
        lines.add(file + " column=" + column);
    }

    @Override
    public void onBadRow(String problem) {
        lines.add(problem);
    }

    @Override
    public void onRefused(String file, long line, String reason, String message) {
        lines.add(file + ":" + line + " " + reason + " " + message);
    }

    @Override
    public void onProgress(long rows, double share) {
        // How far it is does not matter here.
    }
}
