package io.heliograph.journal;

import java.util.function.LongSupplier;

/** Reads one log frame by frame, for who needs the bytes as they stand on disk; one thread at a time. */
public final class LogFrames implements AutoCloseable {
    private final SegmentLogReader reader;

    private LogFrames(SegmentLogReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a log behind the record {@code position}, at which a frame ends, up to {@code bound}, at which one ends too.
     *
     * @throws IllegalArgumentException if the log is no files, or does not keep that place
     */
    public static LogFrames of(Log log, long position, LongSupplier bound) {
        if (!(log.openReader(position, bound) instanceof SegmentLogReader reader)) {
            throw new IllegalArgumentException("expected a log of segments on disk, found " + log.getClass());
        }
        return new LogFrames(reader);
    }

    /**
     * Hands on up to {@code limit} frames.
     *
     * @return how many; 0 at the bound, or for the moment nothing more is to be seen
     * @throws JournalCorruptException if one at or below the bound is damaged or not to be found
     */
    public int poll(FrameHandler handler, int limit) {
        return reader.pollFrames(handler, limit);
    }

    /** Sequence of the record handed on last. */
    public long position() {
        return reader.position();
    }

    @Override
    public void close() {
        reader.close();
    }
}
