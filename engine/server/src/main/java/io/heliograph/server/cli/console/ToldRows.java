package io.heliograph.server.cli.console;

import io.heliograph.server.feed.FeedListener;

/** Tells what is wrong with rows: the first of each kind, the rest stand in the summary. */
public final class ToldRows implements FeedListener {
    private static final int TOLD_AT_MOST = 20;

    private final Console console;
    private final Progress progress;

    private int bad;
    private int refused;

    public ToldRows(Console console, Progress progress) {
        this.console = console;
        this.progress = progress;
    }

    @Override
    public void onUnknownColumn(String file, String column) {
        console.say("warning: " + file + ": column without a meaning here: column=" + column);
    }

    @Override
    public void onBadRow(String problem) {
        if (++bad <= TOLD_AT_MOST) {
            progress.end();
            console.say("bad row: " + problem);
        }
    }

    @Override
    public synchronized void onRefused(String file, long line, String reason, String message) {
        if (++refused <= TOLD_AT_MOST) {
            String why = message.isEmpty() ? "" : " " + message;
            console.say("refused: " + file + ":" + line + ": " + reason + why);
        }
    }

    @Override
    public void onProgress(long rows, double share) {
        progress.at(rows, share);
    }
}
