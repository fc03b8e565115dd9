package io.heliograph.journal;

import io.heliograph.journal.segment.SpaceReserver.Outcome;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps space set aside ahead of both logs, on a thread that neither appends nor forces: the one may not wait for a file
 * system, and the other may have to.
 *
 * <p>Where the disk has no room it is asked again after a second; where the file system cannot reserve, that is said once.
 * One thread works; any thread asks {@link #bytes}.
 */
public final class SpaceAhead {
    /** The least that is kept ahead of each log. */
    public static final long DEFAULT_BYTES = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SpaceAhead.class);
    private static final long RETRY_NS = 1_000_000_000L;

    private final Journal journal;
    private final long bytes;
    private final NanoClock clock;
    private final SegmentSpace[] known = new SegmentSpace[LogKind.values().length];

    private boolean hasNoRoom;
    private boolean isUnsupported;
    private long retryNs;

    /**
     * @param journal started
     * @param bytes the least to keep ahead of each log
     */
    public SpaceAhead(Journal journal, long bytes, NanoClock clock) {
        this.journal = journal;
        this.bytes = bytes;
        this.clock = clock;
    }

    /**
     * Reserves what is missing, and gives back what a log that went on in another segment left.
     *
     * @param hasRoom whether anything may be reserved, and segments begun; else the disk is left to those who make room
     * @return how many logs it worked on
     * @throws StorageFailedException if the disk fails
     */
    public int doWork(boolean hasRoom) {
        journal.mayRoll(hasRoom && !hasNoRoom);
        int work = 0;
        for (LogKind log : LogKind.values()) {
            SegmentSpace space = journal.space(log);
            SegmentSpace before = known[log.ordinal()];
            if (before != null && before != space) {
                before.release();
                work++;
            }
            known[log.ordinal()] = space;
            if (hasRoom && space.ahead() < bytes && !(hasNoRoom && clock.nanoTime() - retryNs < 0)) {
                note(log, space.reserve(bytes));
                work++;
            }
            noteUnsupported(space);
        }
        return work;
    }

    /** Bytes set aside behind what is used, of the log that has less; {@link Long#MAX_VALUE} where none can be. */
    public long bytes() {
        return Math.min(
                journal.space(LogKind.EVENTS).ahead(),
                journal.space(LogKind.OUTPUTS).ahead());
    }

    private void note(LogKind log, Outcome outcome) {
        if (outcome == Outcome.NO_ROOM) {
            if (!hasNoRoom) {
                LOG.warn(
                        "the disk has no room to reserve: log={} ahead={} wanted={}",
                        log.folder(),
                        journal.space(log).ahead(),
                        bytes);
            }
            hasNoRoom = true;
            retryNs = clock.nanoTime() + RETRY_NS;
        } else if (hasNoRoom) {
            LOG.info("space can be reserved again: log={}", log.folder());
            hasNoRoom = false;
        }
    }

    private void noteUnsupported(SegmentSpace space) {
        if (!isUnsupported && space.ahead() == Long.MAX_VALUE) {
            isUnsupported = true;
            LOG.warn("space cannot be reserved ahead of the logs on this file system; journal.free_floor alone"
                    + " keeps the disk from running full");
        }
    }
}
