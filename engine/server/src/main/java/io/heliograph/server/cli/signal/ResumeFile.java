package io.heliograph.server.cli.signal;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that holds the resume token of a stream, replaced as a whole each time. */
final class ResumeFile {
    private final Path path;
    private final Path next;

    private String held = "";

    ResumeFile(Path path) {
        this.path = path;
        this.next = path.resolveSibling(path.getFileName() + ".next");
    }

    /** The token kept, if the file is there. */
    Optional<String> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            held = Files.readString(path, StandardCharsets.US_ASCII).strip();
            return Optional.of(held).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read the resume file: file=" + path + " " + e);
        }
    }

    /** Keeps a token; does nothing where it is kept already. */
    void write(String token) {
        if (token.isEmpty() || token.equals(held)) {
            return;
        }
        try {
            Files.writeString(next, token + "\n", StandardCharsets.US_ASCII);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            held = token;
        } catch (IOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "cannot write the resume file: file=" + path + " " + e);
        }
    }
}
