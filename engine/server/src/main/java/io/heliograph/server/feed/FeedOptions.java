package io.heliograph.server.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.server.file.FileFormat;

/**
 * How files are published.
 *
 * @param source name of the source instead of the file's own; null: the file's own
 * @param format how the files are to be read
 * @param barsFrom what bars are built from; AUTO: what holds, else trades where any file has some, else bars, else mid
 * @param eventsPerSecond at most; 0: as fast as the engine takes them
 * @param realtime event time passes this many times as fast as the clock; 0: as fast as the engine takes them
 * @param throughNs the data are complete up to here, nanoseconds since the epoch; 0: up to the last event's base bar
 * @param sendsWatermarks whether each instrument's last bar is closed at the end
 * @param isStrict whether the first bad or refused row ends the run
 */
public record FeedOptions(
        String source,
        FileFormat format,
        BarsFrom barsFrom,
        double eventsPerSecond,
        double realtime,
        long throughNs,
        boolean sendsWatermarks,
        boolean isStrict) {
    /** As fast as the engine takes them, every last bar closed, bad rows skipped. */
    public static final FeedOptions PLAIN =
            new FeedOptions(null, FileFormat.PLAIN, BarsFrom.AUTO, 0, 0, 0, true, false);
}
