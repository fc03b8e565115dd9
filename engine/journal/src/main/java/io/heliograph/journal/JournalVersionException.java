package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import java.nio.file.Path;

/** The journal was written in a format that this build does not know. Exit code 9. */
public final class JournalVersionException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalVersionException(String message, Throwable cause) {
        super(9, message, cause);
    }

    public JournalVersionException(String message) {
        this(message, null);
    }

    /** A frame whose checksum is right and whose format is another. */
    static JournalVersionException ofFrame(Path segment, int format) {
        return new JournalVersionException("a frame has another format: segment=" + segment + " expected="
                + FrameLayout.FORMAT + " found=" + format + "; use the release that wrote it");
    }
}
