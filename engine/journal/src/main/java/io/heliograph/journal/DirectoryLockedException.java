package io.heliograph.journal;

/** Another engine holds the journal directory; nothing in it was changed. Exit code 3. */
public final class DirectoryLockedException extends JournalException {
    private static final long serialVersionUID = 1L;

    public DirectoryLockedException(String message, Throwable cause) {
        super(3, message, cause);
    }

    public DirectoryLockedException(String message) {
        this(message, null);
    }
}
