package io.heliograph.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that moves only when it is told; nanoseconds since the epoch, readable from any thread. */
public final class ManualClock implements LongSupplier {
    private final AtomicLong nowNs;

    public ManualClock(long startNs) {
        this.nowNs = new AtomicLong(startNs);
    }

    /** A clock that stands at an ISO instant such as {@code 2024-01-02T00:00:00Z}. */
    public static ManualClock at(String instant) {
        Instant start = Instant.parse(instant);
        return new ManualClock(start.getEpochSecond() * 1_000_000_000L + start.getNano());
    }

    @Override
    public long getAsLong() {
        return nowNs.get();
    }

    public long nowNs() {
        return nowNs.get();
    }

    /** Moves by this many nanoseconds, backwards too: clocks of real machines do that. */
    public void advance(long ns) {
        nowNs.addAndGet(ns);
    }

    public void advance(Duration duration) {
        advance(duration.toNanos());
    }

    public void set(long ns) {
        nowNs.set(ns);
    }
}
