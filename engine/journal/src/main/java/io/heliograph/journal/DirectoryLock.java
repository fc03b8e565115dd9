package io.heliograph.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The operating system's lock on a journal directory, held for as long as the engine lives.
 *
 * <p>Such a lock belongs to the process, not to the channel: closing any other channel on the same file gives it up. So
 * a directory that this process holds already is refused before its file is touched, and nobody else may open the file.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "LOCK";

    /** Real paths of the directories that this process holds; guarded by itself. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the lock or refuses at once.
     *
     * @throws DirectoryLockedException if this or another process holds it
     */
    static DirectoryLock take(Path directory) {
        try {
            Path real = directory.toRealPath();
            synchronized (HELD) {
                if (HELD.contains(real)) {
                    throw new DirectoryLockedException(refusal(real, "this process"));
                }
                DirectoryLock lock = new DirectoryLock(real, lockedChannel(real));
                HELD.add(real);
                return lock;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lockedChannel(Path real) throws IOException {
        FileChannel channel = FileChannel.open(
                real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new DirectoryLockedException(refusal(real, "process " + holder(channel)));
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        int length = channel.read(text, 0);
        return length <= 0 ? "unknown" : new String(text.array(), 0, length, StandardCharsets.US_ASCII);
    }

    private static String refusal(Path directory, String holder) {
        return "the journal directory is in use: directory=" + directory + " holder=" + holder
                + "; stop that engine or choose another directory";
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                HELD.remove(directory);
            }
        }
    }
}
