package io.heliograph.server.config;

/**
 * What of the logs is deleted by itself.
 *
 * @param maxAgeNs age of a segment's last event at which it goes, in nanoseconds; 0 = whatever its age
 * @param maxBytes length of both logs' files above which the oldest go; 0 = whatever their length
 * @param readerPatienceNs how long an open reader of this engine may hold a segment back, in nanoseconds
 */
public record RetentionConfig(long maxAgeNs, long maxBytes, long readerPatienceNs) {
    /** Whether anything is ever deleted. */
    public boolean isOn() {
        return maxAgeNs > 0 || maxBytes > 0;
    }
}
