package io.heliograph.journal.snapshot;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of one journal: those that stand in its folder {@code snapshots}.
 *
 * <p>Looking changes nothing and needs no lock. One thread writes and prunes, of the process that holds the directory.
 */
public final class SnapshotStore {
    /** Snapshots kept, besides those at which a segment begins. */
    public static final int KEPT = 3;

    private static final String FOLDER = "snapshots";
    private static final String ENDING = ".snapshot";
    private static final String UNFINISHED = ".tmp";
    private static final String VOID = ".void";
    /** Twenty digits, of which no sequence fills more than nineteen. */
    private static final Pattern NAME = Pattern.compile("0[0-8]\\d{18}\\" + ENDING);

    private final Path folder;
    private final UUID journalId;

    private SnapshotStore(Path folder, UUID journalId) {
        this.folder = folder;
        this.journalId = journalId;
    }

    /** The snapshots of the journal with this id in {@code directory}; the folder need not be there. */
    public static SnapshotStore in(Path directory, UUID journalId) {
        return new SnapshotStore(directory.resolve(FOLDER), journalId);
    }

    /** The snapshots of a journal that is looked at. */
    public static SnapshotStore of(JournalView view) {
        return in(view.directory(), view.id());
    }

    /**
     * The newest whole snapshot that is not beyond these sequences, of a build that reads it; those passed over are told.
     *
     * @param event last event that it may hold
     * @param output last output that it may have given
     * @param diagnostics hears of each that is damaged, foreign or of an older release
     * @throws io.heliograph.journal.JournalVersionException where a newer release wrote one of them
     */
    public Optional<Snapshot> newest(long event, long output, Consumer<String> diagnostics) {
        for (Path file : files()) {
            if (sequenceOf(file) > event) {
                continue;
            }
            Snapshot snapshot = readable(file, diagnostics);
            if (snapshot != null && snapshot.outputSequence() <= output) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }

    /** The nearest whole snapshot at or before an event, of what both logs hold. */
    public Optional<Snapshot> nearest(JournalView view, long event, Consumer<String> diagnostics) {
        return newest(Math.min(event, view.events().head()), view.outputs().head(), diagnostics);
    }

    /**
     * The snapshot after an event, if it is whole and of a build that reads it.
     *
     * @param diagnostics hears of one that is damaged, foreign or of an older release
     * @throws io.heliograph.journal.JournalVersionException where a newer release wrote it
     */
    public Optional<Snapshot> at(long event, Consumer<String> diagnostics) {
        Path file = file(event);
        return Optional.ofNullable(Files.exists(file) ? readable(file, diagnostics) : null);
    }

    /**
     * Refuses a log that begins behind an event where its snapshot is whole, and of a release before this one; where it is
     * not there, or damaged, that is for the caller to tell.
     *
     * @throws io.heliograph.journal.JournalVersionException naming the release that reads it
     */
    public void refuseOlder(long event) {
        Path file = file(event);
        try {
            SnapshotHeader header = Snapshot.read(file).header();
            if (!header.isKnown(file)) {
                throw header.older(file);
            }
        } catch (SnapshotDamagedException e) {
            // The caller tells what is missing; this is not it.
        }
    }

    /**
     * Renames what lies beyond either log, or beyond what its epoch kept: the state of events that were lost, which others
     * will have taken the place of.
     */
    public void discardBeyond(Log events, Log outputs, Consumer<String> diagnostics) {
        for (Path file : files()) {
            SnapshotHeader header = Snapshot.headerOf(file);
            if (header != null
                    && header.journalId().equals(journalId)
                    && (header.eventSequence() > events.head()
                            || header.outputSequence() > outputs.head()
                            || header.eventSequence() > events.lastOf(header.epoch()))) {
                diagnostics.accept("a snapshot is of events that the log lost, and is not used: file=" + file
                        + " event=" + header.eventSequence() + " lastEvent=" + events.head());
                rename(file, file.resolveSibling(file.getFileName() + VOID));
            }
        }
    }

    /** What a snapshot says to be its last output; whether it is whole is not looked at. */
    public OptionalLong outputAt(long event) {
        SnapshotHeader header = Snapshot.headerOf(file(event));
        return header == null ? OptionalLong.empty() : OptionalLong.of(header.outputSequence());
    }

    /** Drops those after which the log does not go on any more. */
    public void dropBefore(long event) {
        files().stream().filter(file -> sequenceOf(file) < event).forEach(SnapshotStore::delete);
    }

    /** Renames those that hold what followed from an event, because it was voided. */
    public void setAsideFrom(long event, Consumer<String> diagnostics) {
        for (Path file : files()) {
            if (sequenceOf(file) >= event) {
                diagnostics.accept("a snapshot holds what followed from a voided event, and is not used: file=" + file);
                rename(file, file.resolveSibling(file.getFileName() + VOID));
            }
        }
    }

    /** Sequences of the events after which there is one, newest first; whether they are whole is not looked at. */
    public List<Long> sequences() {
        return files().stream().map(SnapshotStore::sequenceOf).toList();
    }

    /** Drops all but the newest few, and those after which a segment begins. */
    void prune(int newest, Collection<Long> segmentStarts) {
        List<Path> files = files();
        for (Path file : files.subList(Math.min(newest, files.size()), files.size())) {
            if (!segmentStarts.contains(sequenceOf(file) + 1)) {
                delete(file);
            }
        }
    }

    /** Drops what was begun and never finished; before anything is begun. */
    void dropUnfinished() {
        list(file -> file.getFileName().toString().endsWith(ENDING + UNFINISHED))
                .forEach(SnapshotStore::delete);
    }

    Path folder() {
        return folder;
    }

    UUID journalId() {
        return journalId;
    }

    /** Where the snapshot after an event lies. */
    Path file(long event) {
        return folder.resolve(String.format("%020d%s", event, ENDING));
    }

    /** Where it is written until it is whole. */
    Path unfinished(long event) {
        return folder.resolve(file(event).getFileName() + UNFINISHED);
    }

    private Snapshot readable(Path file, Consumer<String> diagnostics) {
        try {
            Snapshot snapshot = Snapshot.read(file);
            if (!snapshot.header().journalId().equals(journalId)) {
                throw new SnapshotDamagedException("expected journal=" + journalId + ", found journal="
                        + snapshot.header().journalId());
            }
            if (snapshot.eventSequence() != sequenceOf(file)) {
                throw new SnapshotDamagedException(
                        "expected the event of its name, found event=" + snapshot.eventSequence());
            }
            if (!snapshot.header().isKnown(file)) {
                throw new SnapshotDamagedException("an older release wrote it: coreLevel="
                        + snapshot.header().coreLevel() + " stateVersion="
                        + snapshot.header().stateVersion());
            }
            return snapshot;
        } catch (SnapshotDamagedException e) {
            diagnostics.accept("a snapshot is passed over: file=" + file + " found=" + e.getMessage());
            return null;
        }
    }

    /** Newest first. */
    private List<Path> files() {
        return list(file -> NAME.matcher(file.getFileName().toString()).matches()).stream()
                .sorted(Comparator.comparingLong(SnapshotStore::sequenceOf).reversed())
                .toList();
    }

    private List<Path> list(Predicate<Path> which) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(which).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sequenceOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
