package io.heliograph.journal;

import io.heliograph.journal.segment.SpaceReserver;
import io.heliograph.journal.segment.SpaceReserver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.status.AtomicLongPosition;

/**
 * How much of a segment's file is used, and how much is set aside.
 *
 * <p>Its log's writer says what is used; one other thread at a time reserves; any thread asks.
 */
final class SegmentSpace {
    /** Set aside at once, so that one call is short. */
    static final long CHUNK = 8L * 1024 * 1024;

    /**
     * Without so much a segment is not begun. Twice the least that must be ahead while anything is taken, or a new segment
     * would stop publishers until somebody comes to reserve more.
     */
    static final long FIRST = 4 * CHUNK;

    private final Path file;
    private final SpaceReserver reserver;
    private final AtomicLongPosition used = new AtomicLongPosition();

    private volatile long reserved;
    private volatile boolean isUnsupported;

    SegmentSpace(Path file, SpaceReserver reserver, long used) {
        this.file = file;
        this.reserver = reserver;
        this.used.setOrdered(used);
    }

    /** Says up to which byte of the file is used. */
    void used(long bytes) {
        used.setOrdered(bytes);
    }

    /**
     * Bytes set aside behind what is used; negative where more is used than was set aside, {@link Long#MAX_VALUE} where
     * nothing can be.
     */
    long ahead() {
        if (isUnsupported) {
            return Long.MAX_VALUE;
        }
        // What is set aside first: it only grows, so the answer is never too large.
        long through = reserved;
        return through - used.getVolatile();
    }

    /**
     * Sets the first pieces aside.
     *
     * @throws StorageFailedException if there is no room for them
     */
    void reserveFirst() {
        if (reserve(FIRST) == Outcome.NO_ROOM) {
            throw new StorageFailedException("expected room to reserve for a segment, found a full disk: bytes=" + FIRST
                    + " path=" + file + "; make room, then start again");
        }
    }

    /**
     * Sets pieces aside until there are so many bytes ahead, or there is no room.
     *
     * @throws StorageFailedException if the disk fails
     */
    Outcome reserve(long bytesAhead) {
        while (ahead() < bytesAhead) {
            long from = reserved;
            long through = Math.max(from, used.getVolatile()) + CHUNK;
            Outcome outcome;
            try {
                outcome = reserver.reserve(file, from, through);
            } catch (IOException e) {
                throw SafeFile.failed(file, e);
            }
            if (outcome != Outcome.RESERVED) {
                isUnsupported = outcome == Outcome.UNSUPPORTED;
                return outcome;
            }
            reserved = through;
        }
        return isUnsupported ? Outcome.UNSUPPORTED : Outcome.RESERVED;
    }

    /** Gives back what was never used, once nothing more will be. */
    void release() {
        reserver.release(file, used.getVolatile());
    }
}
