package io.heliograph.server.check;

import io.heliograph.server.backtest.RowChoice;
import io.heliograph.server.file.MarketRow;
import java.util.HashMap;
import java.util.Map;

/** Takes every row, and remembers from when to when the data of each symbol go. */
final class SeenSymbols implements RowChoice {
    private final Map<String, Long> lastNs = new HashMap<>();

    private long rows;
    private long firstNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;

    @Override
    public boolean takes(MarketRow row) {
        rows++;
        firstNs = Math.min(firstNs, row.eventNs());
        endNs = Math.max(endNs, row.eventNs());
        lastNs.merge(row.symbol(), row.eventNs(), Math::max);
        return true;
    }

    long rows() {
        return rows;
    }

    /** Symbols whose data go on after a time. */
    int goingOnAfter(long timeNs) {
        return (int) lastNs.values().stream().filter(last -> last > timeNs).count();
    }

    /** How much of the data lies before a time, 0 to 1, as if they were evenly spread. */
    double shareBefore(long timeNs) {
        return endNs <= firstNs ? 1 : Math.min(1, Math.max(0, (double) (timeNs - firstNs) / (endNs - firstNs)));
    }
}
