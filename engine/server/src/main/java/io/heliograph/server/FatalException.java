package io.heliograph.server;

/** The process cannot go on, and with which code it must end. */
public final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public FatalException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public FatalException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
