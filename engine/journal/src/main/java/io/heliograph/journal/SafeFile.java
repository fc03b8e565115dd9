package io.heliograph.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Small files that are there whole or not at all, and the forcing of files and folders. */
final class SafeFile {
    private SafeFile() {}

    /** Writes beside, forces, renames, forces the folder. */
    static void write(Path file, ByteBuffer content, Forcer forcer) {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                forcer.force(channel, beside);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(file, e);
        }
        force(file.getParent(), forcer);
    }

    /** Forces a file or folder. */
    static void force(Path path, Forcer forcer) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            forcer.force(channel, path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    static StorageFailedException failed(Path path, IOException cause) {
        return new StorageFailedException(
                "the disk refused to keep the journal: path=" + path + " found=" + cause.getMessage()
                        + "; nothing is acknowledged beyond the last good force; check the disk, then start again",
                cause);
    }
}
