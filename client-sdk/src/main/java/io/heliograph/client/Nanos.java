package io.heliograph.client;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;

/**
 * Instants as nanoseconds since 1970-01-01T00:00Z in a {@code long}, which reaches from 1677 to 2262.
 *
 * <p>Pure functions; any thread.
 */
public final class Nanos {
    private static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    /** Nanoseconds since the epoch of an instant; ArithmeticException outside the range of a {@code long}. */
    public static long of(Instant instant) {
        return join(instant.getEpochSecond(), instant.getNano());
    }

    /** Nanoseconds since the epoch of a timestamp; ArithmeticException outside the range of a {@code long}. */
    public static long of(Timestamp timestamp) {
        return join(timestamp.getSeconds(), timestamp.getNanos());
    }

    /** The timestamp that lies this many nanoseconds after the epoch. */
    public static Timestamp toTimestamp(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, PER_SECOND))
                .setNanos((int) Math.floorMod(nanos, PER_SECOND))
                .build();
    }

    /** The instant that lies this many nanoseconds after the epoch. */
    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }

    static Timestamp toTimestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Duration toProto(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    private static long join(long seconds, int nanos) {
        // The second before the smallest long lies outside, though the sum with its nanoseconds may not.
        return seconds < 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), nanos - PER_SECOND)
                : Math.addExact(Math.multiplyExact(seconds, PER_SECOND), nanos);
    }
}
