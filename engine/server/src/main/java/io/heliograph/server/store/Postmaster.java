package io.heliograph.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The running server of a data folder, as its {@code postmaster.pid} names it.
 *
 * <p>The number alone proves nothing: after a restart of a container it may be anybody's. So the process must be a
 * {@code postgres} that was started on this folder.
 */
final class Postmaster {
    private static final String FILE = "postmaster.pid";

    private Postmaster() {}

    /** The server of the folder, if one is alive. */
    static Optional<ProcessHandle> find(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            long pid = Math.abs(Long.parseLong(lines.get(0).trim()));
            return ProcessHandle.of(pid).filter(process -> serves(process, data));
        } catch (NumberFormatException e) {
            throw new IOException("expected a process number in the first line: file=" + data.resolve(FILE), e);
        }
    }

    /** Removes the file of a server that is gone, so that a number that now means another process stops nobody. */
    static void forget(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(FILE));
    }

    /**
     * Whether the process is alive and serves the folder. One that has ended and is not yet reaped by its parent has no
     * arguments any more.
     */
    static boolean serves(ProcessHandle process, Path data) {
        ProcessHandle.Info info = process.info();
        Optional<String[]> arguments = info.arguments();
        if (arguments.isPresent()) {
            return List.of(arguments.get()).contains(data.toString());
        }
        return info.commandLine()
                .or(info::command)
                .filter(line -> line.contains("postgres"))
                .isPresent();
    }
}
