package io.heliograph.server.ingress;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the space that is left beneath the journal, and what is set aside ahead of it; where either is too little nothing
 * new is taken, and once there is room again it is.
 *
 * <p>A mapped file that cannot grow kills the process, so space is refused before it is gone: what was let in before still
 * finds its place in what is set aside. Looks once a second, on a thread that neither appends nor forces, for asking a file
 * system may take as long as writing to it; what is set aside is asked for at every call.
 */
public final class FreeSpace implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
    private static final long PERIOD_NS = 1_000_000_000L;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final LongSupplier usableBytes;
    private final long floorBytes;
    private final NanoClock steadyClock;

    private long nextLookNs;
    private volatile long missed = -1;
    private volatile LongSupplier reserved = () -> Long.MAX_VALUE;
    private volatile long leastReserved;

    /**
     * @param usableBytes asks the file system
     * @param floorBytes the least that must be free
     */
    public FreeSpace(LongSupplier usableBytes, long floorBytes, NanoClock steadyClock) {
        this.usableBytes = usableBytes;
        this.floorBytes = floorBytes;
        this.steadyClock = steadyClock;
        this.nextLookNs = steadyClock.nanoTime();
    }

    /**
     * Minds what is set aside, too.
     *
     * @param bytes what is set aside now; any thread
     * @param least the least that must be, for what was let in and is not written yet
     */
    public void mind(LongSupplier bytes, long least) {
        leastReserved = least;
        reserved = bytes;
    }

    @Override
    public int doWork() {
        if (steadyClock.nanoTime() - nextLookNs < 0) {
            return 0;
        }
        look();
        return 1;
    }

    /** Looks now: on the agent's thread, or before that runs. */
    public void look() {
        nextLookNs = steadyClock.nanoTime() + PERIOD_NS;
        long free = usableBytes.getAsLong();
        boolean wasLow = missed >= 0;
        boolean isLow = free < floorBytes;
        missed = isLow ? free : -1;
        if (isLow && !wasLow) {
            LOG.warn("storage low, market data is refused: free={} journal.free_floor={}", free, floorBytes);
        } else if (wasLow && !isLow) {
            LOG.info("storage has room again, market data is taken: free={}", free);
        }
    }

    /** Whether less than the floor was free when it was looked at last; any thread. */
    public boolean isLow() {
        return missed >= 0;
    }

    /**
     * Lets market data through while there is room; any thread.
     *
     * @throws Rejection STORAGE_LOW
     */
    void check() {
        long found = missed;
        if (found >= 0) {
            throw low("expected at least journal.free_floor=" + floorBytes
                            + " bytes free beneath the journal, found free=" + found)
                    .with("free_floor", floorBytes)
                    .with("free", found);
        }
        long ahead = reserved.getAsLong();
        if (ahead < leastReserved) {
            throw low("expected at least reserved_floor=" + leastReserved
                            + " bytes set aside ahead of the journal, found reserved=" + ahead)
                    .with("reserved_floor", leastReserved)
                    .with("reserved", ahead);
        }
    }

    private static Rejection low(String problem) {
        return new Rejection(
                        ErrorReason.ERROR_REASON_STORAGE_LOW, problem + "; make room, and publishing goes on by itself")
                .withRetryAfter(RETRY);
    }

    @Override
    public String roleName() {
        return "free-space";
    }
}
