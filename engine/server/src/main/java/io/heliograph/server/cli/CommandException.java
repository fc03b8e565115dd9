package io.heliograph.server.cli;

import io.heliograph.server.ExitCode;

/** A command cannot go on; the message is for the person who typed it. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
