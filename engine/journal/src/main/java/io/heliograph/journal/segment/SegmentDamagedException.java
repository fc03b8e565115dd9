package io.heliograph.journal.segment;

import java.nio.file.Path;

/** Chronicle could not make sense of a segment's bytes. */
public final class SegmentDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SegmentDamagedException(Path segment, long index, Throwable cause) {
        super("the segment cannot be read: segment=" + segment + " index=" + index + " found=" + cause, cause);
    }
}
