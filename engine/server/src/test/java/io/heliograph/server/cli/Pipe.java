package io.heliograph.server.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A pipe as shells make it for {@code <(command)}: what is in it can be read once. */
public final class Pipe {
    private Pipe() {}

    /** Makes one in a folder, and fills it with a file's bytes as they are read. */
    public static Path of(Path folder, Path file) throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe-" + file.getFileName());
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
            throw new IOException("cannot make a pipe: " + pipe);
        }
        CompletableFuture.runAsync(() -> {
            try (OutputStream out = new FileOutputStream(pipe.toFile())) {
                Files.copy(file, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return pipe;
    }
}
