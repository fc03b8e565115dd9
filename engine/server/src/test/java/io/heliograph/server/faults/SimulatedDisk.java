package io.heliograph.server.faults;

import io.heliograph.journal.Forcer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Real files of which it is known what was forced, so that a power cut can take the rest: of a file's pages that changed
 * since, each is kept or lost by chance, and so is a file whose folder was not forced.
 *
 * <p>A small file that is renamed into place was forced before under its first name, so it is there whole or not at all.
 */
final class SimulatedDisk implements Forcer {
    private static final int PAGE = 4096;

    /** No file of a simulation holds anything beyond. */
    private static final int SEEN = 512 * 1024;

    private final Random random;
    private final Map<Path, byte[]> forced = new HashMap<>();
    private final Set<Path> listed = new HashSet<>();

    private int forcesLeft = Integer.MAX_VALUE;

    SimulatedDisk(Random random) {
        this.random = random;
    }

    /** Lets the n-th force from now on, and those behind it, fail; until a start. */
    void failAfter(int forces) {
        forcesLeft = forces;
    }

    void heal() {
        forcesLeft = Integer.MAX_VALUE;
    }

    @Override
    public void force(FileChannel channel, Path path) throws IOException {
        if (forcesLeft-- <= 0) {
            throw new IOException("Input/output error");
        }
        if (Files.isDirectory(path)) {
            listed.add(path);
            try (Stream<Path> files = Files.list(path)) {
                files.forEach(listed::add);
            }
        } else {
            forced.put(path, content(path));
        }
    }

    /** Takes from a directory that nobody has open what was not forced. */
    void cutPower(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!listed.contains(file) && !forced.containsKey(file) && !name.equals("LOCK") && random.nextBoolean()) {
                Files.delete(file);
            } else if (name.contains(".cq4") || name.equals("DURABLE")) {
                tear(file);
            }
        }
    }

    private void tear(Path file) throws IOException {
        byte[] now = content(file);
        byte[] kept = Arrays.copyOf(forced.getOrDefault(file, new byte[0]), now.length);
        for (int from = 0; from < now.length; from += PAGE) {
            int to = Math.min(from + PAGE, now.length);
            if (!Arrays.equals(now, from, to, kept, from, to) && random.nextBoolean()) {
                System.arraycopy(now, from, kept, from, to - from);
            }
        }
        try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
            target.write(kept);
        }
        forced.put(file, kept);
    }

    private static byte[] content(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(SEEN, channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // more
            }
            return bytes.array();
        }
    }
}
