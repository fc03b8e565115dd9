package io.heliograph.journal;

/** The journal was written in a format that this build does not know. Exit code 9. */
public final class JournalVersionException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalVersionException(String message, Throwable cause) {
        super(9, message, cause);
    }

    public JournalVersionException(String message) {
        this(message, null);
    }
}
