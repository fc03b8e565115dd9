package io.heliograph.server.cli.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: results on standard output, everything said about them on standard error.
 *
 * @param out results
 * @param err progress, warnings, refusals
 * @param isTerminal whether a person watches, so that lines may be drawn over
 */
public record Console(PrintStream out, PrintStream err, boolean isTerminal) {
    /** The console of this process. */
    public static Console ofProcess() {
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.console() != null);
    }

    /** Prints a result. */
    public void print(String line) {
        out.println(line);
    }

    /** Says something about the results. */
    public void say(String line) {
        err.println(line);
    }
}
