package io.heliograph.journal.seal;

import io.heliograph.journal.Forcer;
import io.heliograph.journal.StorageFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** A file that only grows, except that what lies behind a known end is cut off when it is opened; one thread. */
final class AppendFile implements AutoCloseable {
    private final Path file;
    private final Forcer forcer;
    private final FileChannel channel;

    private AppendFile(Path file, Forcer forcer, FileChannel channel) {
        this.file = file;
        this.forcer = forcer;
        this.channel = channel;
    }

    /** Opens a file, made 0600 if absent, and cuts off what lies behind {@code end}. */
    static AppendFile open(Path file, long end, Forcer forcer) {
        FileChannel channel = null;
        try {
            boolean isNew = !Files.exists(file);
            channel = FileChannel.open(
                    file,
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (channel.size() > end) {
                channel.truncate(end);
            }
            channel.position(channel.size());
            if (isNew) {
                forceFolder(file.toAbsolutePath().getParent(), forcer);
            }
            return new AppendFile(file, forcer, channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw failed(file, e);
        }
    }

    private static void closeQuietly(FileChannel channel, IOException failure) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static void forceFolder(Path folder, Forcer forcer) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            forcer.force(channel, folder);
        }
    }

    void append(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    void force() {
        try {
            forcer.force(channel, file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static StorageFailedException failed(Path file, IOException cause) {
        return new StorageFailedException(
                "the disk refused to keep seals: path=" + file + " found=" + cause.getMessage()
                        + "; nothing is sealed until it takes them again",
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }
}
