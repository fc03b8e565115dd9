package io.heliograph.server.store;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * The pause between attempts at a database: doubled by each failure up to a limit, and shortened by chance, so that several
 * engines do not come back at once. Owned by the store's thread.
 */
final class RetryPause {
    /** At most this part of a pause is taken off. */
    private static final int SHORTENED_BY = 4;

    private final StoreLimits limits;
    private final LongSupplier nanoTime;
    private final SplittableRandom random;

    private long lengthNs;
    private long endNs;

    /** Lets the first attempt be made at once. */
    RetryPause(StoreLimits limits, LongSupplier nanoTime, SplittableRandom random) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.random = random;
        this.endNs = nanoTime.getAsLong();
    }

    /** Begins after a failure. */
    void begin() {
        lengthNs = lengthNs == 0
                ? limits.firstPause().toNanos()
                : Math.min(2 * lengthNs, limits.longestPause().toNanos());
        endNs = nanoTime.getAsLong() + lengthNs - random.nextLong(1 + lengthNs / SHORTENED_BY);
    }

    boolean isOver() {
        return nanoTime.getAsLong() - endNs >= 0;
    }

    /** What was tried works again: the next pause is the shortest. */
    void reset() {
        lengthNs = 0;
    }
}
