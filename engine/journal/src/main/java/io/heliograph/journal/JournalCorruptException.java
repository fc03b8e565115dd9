package io.heliograph.journal;

/** What the journal holds cannot be trusted; nothing was changed. Exit code 4. */
public class JournalCorruptException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalCorruptException(String message, Throwable cause) {
        super(4, message, cause);
    }

    public JournalCorruptException(String message) {
        this(message, null);
    }
}
