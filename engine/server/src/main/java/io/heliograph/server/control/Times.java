package io.heliograph.server.control;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;

/** Between nanoseconds and the times of the wire. */
final class Times {
    private static final long SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

    private Times() {}

    static Timestamp timestamp(long nanos) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(nanos, SECOND))
                .setNanos((int) Math.floorMod(nanos, SECOND))
                .build();
    }

    static Duration duration(long nanos) {
        return Duration.newBuilder()
                .setSeconds(nanos / SECOND)
                .setNanos((int) (nanos % SECOND))
                .build();
    }

    /** Nanoseconds of a duration; {@code Long.MIN_VALUE} where it is none or does not fit. */
    static long nanos(Duration duration) {
        boolean isRegular = Math.abs((long) duration.getNanos()) < SECOND;
        if (!isRegular || duration.getSeconds() < -LAST_SECOND || duration.getSeconds() > LAST_SECOND) {
            return Long.MIN_VALUE;
        }
        return duration.getSeconds() * SECOND + duration.getNanos();
    }
}
