package io.heliograph.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tombstones of one journal, in its folder {@code tombstones}: one file each, named by its number.
 *
 * <p>Looking changes nothing. One thread writes, of the process that holds the directory.
 */
public final class Tombstones {
    private static final String FOLDER = "tombstones";
    private static final Pattern NAME = Pattern.compile("\\d{20}\\.tombstone");

    private final Path folder;
    private final UUID journalId;

    Tombstones(Path directory, UUID journalId) {
        this.folder = directory.resolve(FOLDER);
        this.journalId = journalId;
    }

    /** The tombstones of a journal that is looked at. */
    public static Tombstones of(JournalView view) {
        return new Tombstones(view.directory(), view.id());
    }

    /**
     * The newest, which says where the logs begin; empty where nothing was ever deleted.
     *
     * @throws JournalCorruptException where it is damaged
     */
    public Optional<Tombstone> newest() {
        List<Path> files = files();
        return files.isEmpty() ? Optional.empty() : Optional.of(read(files.get(files.size() - 1)));
    }

    /**
     * All of them, oldest first.
     *
     * @throws JournalCorruptException where one is damaged
     */
    public List<Tombstone> all() {
        return files().stream().map(this::read).toList();
    }

    /** Last ordinal of a log's segments that are deleted; 0 where none is. */
    long through(LogKind log) {
        return newest().map(tombstone -> tombstone.ordinal(log)).orElse(0L);
    }

    void write(Tombstone tombstone, Forcer forcer) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                SafeFile.force(folder.toAbsolutePath().getParent(), forcer);
            }
        } catch (IOException e) {
            throw SafeFile.failed(folder, e);
        }
        Path file = folder.resolve(String.format("%020d.tombstone", tombstone.number()));
        SafeFile.write(file, ByteBuffer.wrap(tombstone.encode()), forcer);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tombstone read(Path file) {
        try {
            return Tombstone.decode(Files.readAllBytes(file), file, journalId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
