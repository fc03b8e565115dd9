package io.heliograph.journal.segment;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Sets blocks of a file aside before they are written, so that a mapped write never meets a full disk; a seam, so that
 * tests can make it fail. Any thread.
 */
public interface SpaceReserver {
    /** Reserves nothing: what a file system answers that cannot. */
    SpaceReserver NONE = new SpaceReserver() {
        @Override
        public Outcome reserve(Path file, long from, long through) {
            return Outcome.UNSUPPORTED;
        }

        @Override
        public void release(Path file, long from) {}
    };

    /** What became of a request. */
    enum Outcome {
        RESERVED,
        /** The disk is full; part of it may be reserved. */
        NO_ROOM,
        /** This file system, or this machine, cannot. */
        UNSUPPORTED
    }

    /**
     * Makes sure that the bytes of a file, which is there, have blocks; what was written stays as it is.
     *
     * @param from first byte
     * @param through byte behind the last; the file's length stays as it is
     * @throws IOException if the disk fails
     */
    Outcome reserve(Path file, long from, long through) throws IOException;

    /**
     * Gives back the blocks of a file from a byte on, which nobody wrote; where it cannot, they stay until the file is
     * deleted.
     */
    void release(Path file, long from);
}
