package io.heliograph.server.cli;

import io.heliograph.server.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs command lines in this process as the program does, and keeps what they print. */
public final class Shell {
    private Shell() {}

    /** How a command ended, and its lines. */
    public record Answer(int exitCode, List<String> out, List<String> err) {
        /** Everything said beside the results, in one text. */
        public String said() {
            return String.join("\n", err);
        }
    }

    /** Runs one command line to its end. */
    public static Answer run(String... args) {
        return run(new ByteArrayOutputStream(), args);
    }

    /** Runs one command line to its end; another thread may look meanwhile at what it printed. */
    public static Answer run(ByteArrayOutputStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        // An engine moves its process's temporary files below its data; this process goes on.
        String temporary = System.getProperty("java.io.tmpdir");
        try {
            int exitCode = Heliograph.run(new Console(stream(out), stream(err), false), args);
            return new Answer(exitCode, lines(out), lines(err));
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** The lines of what was printed so far. */
    public static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
