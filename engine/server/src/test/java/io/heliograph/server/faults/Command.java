package io.heliograph.server.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A command of the system, run to its end. */
final class Command {
    private static final long PATIENCE_SECONDS = 60;

    private final int exitCode;
    private final String output;

    private Command(int exitCode, String output) {
        this.exitCode = exitCode;
        this.output = output;
    }

    /** Runs it, whatever comes of it; a command that is not there has exit code 127. */
    static Command run(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the command does not end: " + String.join(" ", words));
            }
            return new Command(process.exitValue(), output.strip());
        } catch (IOException e) {
            return new Command(127, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Runs it and expects that it succeeds. */
    static String mustRun(String... words) {
        Command command = run(words);
        if (command.exitCode != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + command.output);
        }
        return command.output;
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    String output() {
        return output;
    }
}
