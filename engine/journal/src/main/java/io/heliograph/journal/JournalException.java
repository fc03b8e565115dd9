package io.heliograph.journal;

/** The journal cannot go on; the process must end with {@link #exitCode}. */
public abstract class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    JournalException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The process exit code that names this trouble. */
    public final int exitCode() {
        return exitCode;
    }
}
