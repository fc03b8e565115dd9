package io.heliograph.journal.retention;

import java.time.Duration;

/**
 * What of a journal may go.
 *
 * @param maxAgeNs age of a segment's last event at which it goes, in nanoseconds; 0 = whatever its age
 * @param maxBytes length of both logs' files above which the oldest go; 0 = whatever their length
 * @param readerPatienceNs how long an open reader of this process may hold a segment back, in nanoseconds
 * @param snapshots the newest snapshots that must stay usable, at least 1
 */
public record RetentionPolicy(long maxAgeNs, long maxBytes, long readerPatienceNs, int snapshots) {
    public RetentionPolicy {
        if (maxAgeNs < 0 || maxBytes < 0 || readerPatienceNs < 0 || snapshots < 1) {
            throw new IllegalArgumentException("expected bounds of 0 or more, and a snapshot: maxAgeNs=" + maxAgeNs
                    + " maxBytes=" + maxBytes + " readerPatienceNs=" + readerPatienceNs + " snapshots=" + snapshots);
        }
    }

    /** As a tombstone says it. */
    String text() {
        return "retention.max_age=" + (maxAgeNs == 0 ? "0" : Duration.ofNanos(maxAgeNs)) + " retention.max_bytes="
                + maxBytes;
    }
}
