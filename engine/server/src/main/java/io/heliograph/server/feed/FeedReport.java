package io.heliograph.server.feed;

import java.util.Map;

/**
 * What became of the rows of some files.
 *
 * @param rows rows that could be read
 * @param sent events sent, watermarks not counted
 * @param repeated rows that the engine had taken before
 * @param acknowledged events sent and journaled, those refused included
 * @param refused events without effect, by the name of the reason
 * @param bad rows that could not be read
 * @param watermarks watermarks sent at the end
 * @param wasStopped whether a bad or refused row ended the run before its time
 */
public record FeedReport(
        long rows,
        long sent,
        long repeated,
        long acknowledged,
        Map<String, Long> refused,
        long bad,
        long watermarks,
        boolean wasStopped) {}
