package io.heliograph.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Every file below a directory with its size, time and checksum, to show that nothing was changed. */
public final class Contents {
    private Contents() {}

    /** Leaves the bytes of LOCK alone: closing a second channel on it would give this process's lock up. */
    public static List<String> of(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().map(file -> line(directory, file)).toList();
        }
    }

    private static String line(Path directory, Path file) {
        try {
            String name = directory.relativize(file) + " " + Files.getLastModifiedTime(file) + " "
                    + Files.getPosixFilePermissions(file);
            return Files.isDirectory(file) || file.endsWith("LOCK") ? name : name + " " + checksum(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static String checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] bytes = Files.readAllBytes(file);
        crc.update(bytes);
        return bytes.length + " " + Long.toHexString(crc.getValue());
    }
}
