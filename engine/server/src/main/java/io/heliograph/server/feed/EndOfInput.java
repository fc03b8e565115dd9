package io.heliograph.server.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.instrument.InstrumentSettings;

/**
 * Up to where the data of an instrument are complete when its last event has been read.
 *
 * <p>Files that are published end so, and files that are run offline; whoever has a wall clock sends no watermark beyond
 * it.
 */
public final class EndOfInput {
    private EndOfInput() {}

    /** The last instant that an instrument's latest event is about: the end of a bar is the first that is not in it. */
    public static long lastInstant(long lastEventNs, BarsFrom barsFrom) {
        return barsFrom == BarsFrom.BARS ? lastEventNs - 1 : lastEventNs;
    }

    /**
     * The end of the base bar that holds the last instant, or {@code throughNs} where that is later; nanoseconds since the
     * epoch.
     */
    public static long watermark(long lastNs, InstrumentSettings settings, long throughNs) {
        long base = settings.base().length();
        long end = new BarGrid(settings.dayStartNs()).start(lastNs, base) + base;
        return Math.max(end, throughNs);
    }
}
