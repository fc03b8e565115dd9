package io.heliograph.server.text;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears, or replaces the one that stands there, when it is whole: what is read meanwhile may be the file
 * itself, and where writing fails the old one stays.
 *
 * <p>A link stays and what it names is replaced. A device or a pipe is written to as it is, for it is no file to replace.
 * Owned by one thread.
 */
public final class WholeFile implements AutoCloseable {
    /** What writes the text of a file. */
    public interface Text {
        void writeTo(Writer writer) throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path unfinished;
    private final OutputStream out;
    private final Writer writer;

    private WholeFile(Path target, Path unfinished) throws IOException {
        this.target = target;
        this.unfinished = unfinished;
        this.out = new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER);
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    }

    /**
     * Begins to write a file, in the folder where it will stand.
     *
     * @throws IOException where that cannot be written, saying why
     */
    public static WholeFile begin(Path path) throws IOException {
        Path target = Files.isRegularFile(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException("expected a file to write, found a folder: file=" + path);
        }
        boolean isReplaced = !Files.exists(target) || Files.isRegularFile(target);
        try {
            return new WholeFile(
                    target, isReplaced ? target.resolveSibling("." + target.getFileName() + ".part") : target);
        } catch (NoSuchFileException e) {
            throw new IOException("expected a folder that is there, to write into: file=" + path, e);
        } catch (AccessDeniedException e) {
            throw new IOException("expected a folder that may be written into: file=" + path, e);
        }
    }

    /** Writes a file of text from beginning to end. */
    public static void write(Path path, Text text) throws IOException {
        try (WholeFile file = begin(path)) {
            text.writeTo(file.writer());
            file.complete();
        }
    }

    /** Takes bytes; not to be used beside {@link #writer}. */
    public OutputStream out() {
        return out;
    }

    /** Takes text, written as UTF-8. */
    public Writer writer() {
        return writer;
    }

    /** Puts the file in its place; nothing can be written any more. */
    public void complete() throws IOException {
        writer.close();
        if (!unfinished.equals(target)) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Leaves nothing behind of a file that is not complete. */
    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            if (!unfinished.equals(target)) {
                Files.deleteIfExists(unfinished);
            }
        }
    }
}
