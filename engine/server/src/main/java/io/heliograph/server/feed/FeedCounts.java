package io.heliograph.server.feed;

import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of rows. Thread-safe: refusals arrive on the client's thread. */
final class FeedCounts {
    private final Map<String, Long> refused = new TreeMap<>();

    private long rows;
    private long sent;
    private long repeated;
    private long acknowledged;
    private long bad;
    private long watermarks;

    synchronized long row() {
        return ++rows;
    }

    synchronized void sent(boolean isNew) {
        if (isNew) {
            sent++;
        } else {
            repeated++;
        }
    }

    synchronized void acknowledged(long answered) {
        acknowledged += answered;
    }

    synchronized void bad() {
        bad++;
    }

    synchronized void watermark() {
        watermarks++;
    }

    synchronized void refused(String reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    synchronized boolean hasFindings() {
        return bad > 0 || !refused.isEmpty();
    }

    /** Watermarks are answered too; they are not events of the files. */
    synchronized FeedReport report(boolean wasStopped) {
        return new FeedReport(
                rows, sent, repeated, acknowledged - watermarks, Map.copyOf(refused), bad, watermarks, wasStopped);
    }
}
