package io.heliograph.server.demo;

import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.store.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data of the demonstration, thrown away before each run.
 *
 * <p>Under the directory's own lock, so that a demonstration that still runs keeps its data; a database that a killed one left
 * behind is ended. The unpacked programs of the database stay, which saves a second. A file marks the directory as one
 * that may be emptied; what bears no such mark and is not empty is somebody's, and refused.
 */
public final class DemoDirectory {
    private static final String LOCK = "LOCK";
    private static final String MARK = "DEMO";

    private DemoDirectory() {}

    /**
     * Empties the directory, or makes it.
     *
     * @param database folder of the embedded database, in {@code data}
     * @throws FatalException DIRECTORY_LOCKED where somebody uses it, USAGE where it holds what no demonstration left
     */
    public static void wipe(Path data, Path database) {
        try {
            make(data);
            if (!Files.exists(data.resolve(LOCK))) {
                refuseSomebodys(data);
            }
            try (FileChannel channel =
                            FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new FatalException(
                            ExitCode.DIRECTORY_LOCKED,
                            "the data directory is in use: directory=" + data
                                    + "; stop that engine or choose another one with --data");
                }
                refuseSomebodys(data);
                Files.write(data.resolve(MARK), List.of("Emptied by each demonstration."));
                EmbeddedDatabase.discard(database);
                deleteAllBut(data, List.of(data.resolve(LOCK), data.resolve(MARK), database));
            }
        } catch (IOException e) {
            throw new FatalException(
                    ExitCode.STORAGE_FAILED, "the data directory cannot be emptied: directory=" + data + " " + e, e);
        }
    }

    /** For its owner alone, as every data directory. */
    private static void make(Path data) throws IOException {
        if (!Files.exists(data)) {
            Files.createDirectories(data.toAbsolutePath().getParent());
            Files.createDirectory(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void refuseSomebodys(Path data) throws IOException {
        if (Files.exists(data.resolve(MARK))) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            if (entries.anyMatch(path -> !path.equals(data.resolve(LOCK)))) {
                throw new FatalException(
                        ExitCode.USAGE,
                        "expected a directory that is empty or was made by a demonstration, for it is emptied: directory="
                                + data + "; empty it by hand or choose another one with --data");
            }
        }
    }

    private static void deleteAllBut(Path folder, List<Path> kept) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(path -> !kept.contains(path)).toList()) {
                deleteTree(entry);
            }
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
