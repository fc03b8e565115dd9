package io.heliograph.server.cli.console;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long piece of work has come: a bar that is drawn over for a person, a plain line now and then otherwise.
 *
 * <p>Owned by the thread that does the work.
 */
public final class Progress {
    private static final long REDRAW_NS = 100_000_000L;
    private static final long LINE_NS = 5_000_000_000L;
    private static final int WIDTH = 24;

    private final Console console;
    private final String unit;
    private final LongSupplier nanoClock;
    private final long startedAt;

    private long drawnAt;
    private int drawnWidth;

    /**
     * @param unit what is counted, in the plural
     * @param nanoClock any clock that does not fall, nanoseconds
     */
    public Progress(Console console, String unit, LongSupplier nanoClock) {
        this.console = console;
        this.unit = unit;
        this.nanoClock = nanoClock;
        this.startedAt = nanoClock.getAsLong();
        this.drawnAt = startedAt;
    }

    /**
     * Tells how far the work is; draws only now and then.
     *
     * @param done how many are done
     * @param share of the work, 0 to 1; NaN where nobody knows
     */
    public void at(long done, double share) {
        long now = nanoClock.getAsLong();
        if (now - drawnAt < (console.isTerminal() ? REDRAW_NS : LINE_NS)) {
            return;
        }
        drawnAt = now;
        if (console.isTerminal()) {
            String line = line(done, share, now);
            console.err().print("\r" + line + " ".repeat(Math.max(0, drawnWidth - line.length())));
            console.err().flush();
            drawnWidth = line.length();
        } else {
            console.say(line(done, share, now));
        }
    }

    /** Clears the bar, so that the next line stands alone. */
    public void end() {
        if (drawnWidth > 0) {
            console.err().print("\r" + " ".repeat(drawnWidth) + "\r");
            console.err().flush();
            drawnWidth = 0;
        }
    }

    private String line(long done, double share, long now) {
        double seconds = Math.max(1e-9, (now - startedAt) / 1e9);
        String count = String.format(Locale.ROOT, "%s %s  %s/s", brief(done), unit, brief(done / seconds));
        if (Double.isNaN(share)) {
            return count;
        }
        double known = Math.min(1, share);
        int filled = (int) (known * WIDTH);
        String bar = "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
        String left = known > 0 ? String.format(Locale.ROOT, "  %.0f s left", seconds * (1 - known) / known) : "";
        return String.format(Locale.ROOT, "%s %3.0f %%  %s%s", bar, known * 100, count, left);
    }

    private static String brief(double count) {
        if (count >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M", count / 1e6);
        }
        return count >= 1e4
                ? String.format(Locale.ROOT, "%.0f k", count / 1e3)
                : String.format(Locale.ROOT, "%.0f", count);
    }
}
