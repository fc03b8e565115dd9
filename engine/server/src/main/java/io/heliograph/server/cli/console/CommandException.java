package io.heliograph.server.cli.console;

import io.heliograph.server.ExitCode;

/** A command cannot go on; the message is for the person who typed it. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
