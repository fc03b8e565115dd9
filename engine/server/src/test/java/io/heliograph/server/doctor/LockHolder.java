package io.heliograph.server.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds the lock of a data directory, as an engine does, until its input ends. */
public final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createDirectories(Path.of(arguments[0])).resolve("LOCK");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            System.out.println("held=" + (lock != null));
            int end = System.in.read();
            System.out.println("end=" + end);
        }
    }
}
