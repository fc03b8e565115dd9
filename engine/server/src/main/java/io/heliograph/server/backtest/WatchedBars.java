package io.heliograph.server.backtest;

import io.heliograph.core.Timeframe;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/**
 * Finds the ordinals that the time bars of given signals have in a run. Takes the room of those signals, however many bars
 * there are. Owned by one thread.
 */
public final class WatchedBars {
    /** The run had no such bar. */
    public static final long MISSING = -1;

    private static final long AWAITED = -2;

    private final Map<Series, Long2LongHashMap> ordinals = new HashMap<>();

    private WatchedBars() {}

    private record Series(String symbol, Timeframe timeframe) {}

    /** Watches for none. */
    public static WatchedBars none() {
        return new WatchedBars();
    }

    /** Watches for the bar of each of these signals. */
    public static WatchedBars of(Collection<SignalRow> signals) {
        WatchedBars watched = new WatchedBars();
        for (SignalRow row : signals) {
            if (row.timeframe().isTime()) {
                watched.ordinals
                        .computeIfAbsent(
                                new Series(row.symbol(), row.timeframe()), series -> new Long2LongHashMap(MISSING))
                        .put(row.barEndNs(), AWAITED);
            }
        }
        return watched;
    }

    void add(BarRow bar) {
        Long2LongHashMap ends = ordinals.get(new Series(bar.symbol(), bar.timeframe()));
        if (ends != null && ends.containsKey(bar.endNs())) {
            ends.put(bar.endNs(), bar.ordinal());
        }
    }

    /** The ordinal in the run of the bar of one of the signals; {@link #MISSING} where there was no such bar. */
    public long ordinal(SignalRow signal) {
        Long2LongHashMap ends = ordinals.get(new Series(signal.symbol(), signal.timeframe()));
        return ends == null ? MISSING : Math.max(MISSING, ends.get(signal.barEndNs()));
    }
}
