package io.heliograph.server.feed;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Holds events back until they are due. Owned by the feed's thread. */
final class Pace {
    private final double eventsPerSecond;
    private final double realtime;
    private final LongSupplier nanoClock;

    private long events;
    private long firstEventNs;
    private long startedNs;

    Pace(double eventsPerSecond, double realtime, LongSupplier nanoClock) {
        this.eventsPerSecond = eventsPerSecond;
        this.realtime = realtime;
        this.nanoClock = nanoClock;
    }

    /** How long the next event, of this event time, has to wait; 0 where it is due. */
    long delayNs(long eventTimeNs) {
        if (eventsPerSecond <= 0 && realtime <= 0) {
            return 0;
        }
        long now = nanoClock.getAsLong();
        if (events == 0) {
            startedNs = now;
            firstEventNs = eventTimeNs;
        }
        double dueNs = eventsPerSecond > 0
                ? events * (double) TimeUnit.SECONDS.toNanos(1) / eventsPerSecond
                : (eventTimeNs - firstEventNs) / realtime;
        events++;
        return Math.max(0, (long) dueNs - (now - startedNs));
    }

    /** Waits until the event is due; an interrupt ends the wait. */
    void await(long eventTimeNs) {
        long delay = delayNs(eventTimeNs);
        long until = nanoClock.getAsLong() + delay;
        while (delay > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(delay);
            delay = until - nanoClock.getAsLong();
        }
    }
}
