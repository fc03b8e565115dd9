package io.heliograph.server.config;

/**
 * The door for market data.
 *
 * @param maxAheadNs how far ahead of the receive time an event may be
 * @param ringBytes size of the ring; a power of two
 * @param maxPublishers streams and calls open at once
 * @param maxInFlight events of one stream not yet answered
 */
public record IngressConfig(long maxAheadNs, int ringBytes, int maxPublishers, int maxInFlight) {
    /** Events in one batch at most. */
    public static final int MAX_BATCH_EVENTS = 10_000;

    /** Bytes of one message at most. */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
}
