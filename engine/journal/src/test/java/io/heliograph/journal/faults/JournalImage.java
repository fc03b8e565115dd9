package io.heliograph.journal.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A journal directory in memory, without the zeros at the ends of its sparse files, so that a damaged copy is written
 * in a millisecond. Immutable; files are named by their path below the directory, with slashes.
 */
record JournalImage(Map<String, Content> files) {
    /**
     * A file's bytes up to the last that is not 0, and its whole length.
     *
     * @param bytes never changed
     */
    record Content(byte[] bytes, long length) {
        static Content of(byte[] whole) {
            int used = whole.length;
            while (used > 0 && whole[used - 1] == 0) {
                used--;
            }
            return new Content(Arrays.copyOf(whole, used), whole.length);
        }

        /** A copy of the first bytes, as many as are asked for; to be changed. */
        byte[] copy(int atLeast) {
            return Arrays.copyOf(bytes, Math.max(bytes.length, Math.min(atLeast, (int) length)));
        }
    }

    static JournalImage of(Path directory) throws IOException {
        Map<String, Content> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        directory.relativize(file).toString().replace('\\', '/'), Content.of(Files.readAllBytes(file)));
            }
        }
        return new JournalImage(files);
    }

    /** Writes it to a directory that does not exist yet. */
    void write(Path directory) throws IOException {
        for (Map.Entry<String, Content> each : files.entrySet()) {
            Path file = directory.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
                target.write(each.getValue().bytes());
                target.setLength(each.getValue().length());
            }
        }
    }
}
