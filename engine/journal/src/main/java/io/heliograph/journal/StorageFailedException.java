package io.heliograph.journal;

/** The disk refused to keep what we promise to keep; it is never tried again. Exit code 5. */
public final class StorageFailedException extends JournalException {
    private static final long serialVersionUID = 1L;

    public StorageFailedException(String message, Throwable cause) {
        super(5, message, cause);
    }

    public StorageFailedException(String message) {
        this(message, null);
    }
}
