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
 * Watches the space that is left beneath the journal; below the floor nothing new is taken, and once there is room again it
 * is.
 *
 * <p>A mapped file that cannot grow kills the process, so space is refused before it is gone. Looks once a second, on the
 * thread that forces: asking a file system may take as long as writing to it.
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

    /**
     * Lets market data through while there is room; any thread.
     *
     * @throws Rejection STORAGE_LOW
     */
    void check() {
        long found = missed;
        if (found >= 0) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_STORAGE_LOW,
                            "expected at least journal.free_floor=" + floorBytes
                                    + " bytes free beneath the journal, found free=" + found
                                    + "; make room, and publishing goes on by itself")
                    .with("free_floor", floorBytes)
                    .with("free", found)
                    .withRetryAfter(RETRY);
        }
    }

    @Override
    public String roleName() {
        return "free-space";
    }
}
