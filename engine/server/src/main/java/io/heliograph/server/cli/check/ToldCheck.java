package io.heliograph.server.cli.check;

import io.heliograph.server.check.CheckListener;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.console.ToldRows;
import io.heliograph.server.feed.FeedListener;
import java.util.Locale;

/** Tells how a check goes: the rows of the first run, then how far the others are. */
final class ToldCheck implements CheckListener {
    private static final double WORTH_TELLING_SECONDS = 2;

    private final Console console;
    private final Progress rows;
    private final ToldRows told;

    private Progress runs;

    ToldCheck(Console console) {
        this.console = console;
        this.rows = new Progress(console, "rows", System::nanoTime);
        this.told = new ToldRows(console, rows);
    }

    @Override
    public FeedListener rows() {
        return told;
    }

    @Override
    public void onPlanned(int signals, int planned, double seconds) {
        rows.end();
        runs = new Progress(console, "runs", System::nanoTime);
        if (seconds >= WORTH_TELLING_SECONDS) {
            console.say(String.format(
                    Locale.ROOT,
                    "%d signals; %d more runs, about %.0f s at the speed of the first",
                    signals,
                    planned,
                    seconds));
        }
    }

    @Override
    public void onProgress(int done, double share) {
        runs.at(done, share);
    }

    /** Clears the bar. */
    void end() {
        rows.end();
        if (runs != null) {
            runs.end();
        }
    }
}
