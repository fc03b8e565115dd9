package io.heliograph.journal.seal;

import io.heliograph.journal.Forcer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A copy of every signed record in a file elsewhere: on another machine's disk, say, where who can change the journal
 * cannot change it. It is only ever appended to. One thread.
 */
final class WitnessFile implements AutoCloseable {
    private final Path file;
    private final UUID journalId;
    private final Forcer forcer;
    private final Consumer<String> diagnostics;

    private AppendFile open;
    /** The newest of this journal that it holds; null for none. */
    private SealRecord last;

    WitnessFile(Path file, UUID journalId, Forcer forcer, Consumer<String> diagnostics) {
        this.file = file;
        this.journalId = journalId;
        this.forcer = forcer;
        this.diagnostics = diagnostics;
    }

    /** Whether it holds all records but the newest; otherwise it is to be begun. */
    boolean isOpen() {
        return open != null;
    }

    /**
     * Appends all records in a folder that are not there, and forces them.
     *
     * @throws io.heliograph.journal.StorageFailedException if the file refuses; the next call tries again
     * @throws UncheckedIOException if what is there cannot be read
     */
    void begin(SealFolder folder) {
        open();
        try (RecordReader ours = folder.reader()) {
            for (SealRecord record = ours.next(); record != null; record = ours.next()) {
                append(record);
            }
            open.force();
        } catch (RuntimeException e) {
            // What was half written is cut off when it is opened again.
            close();
            throw e;
        }
    }

    /** Appends the newest record, where it is not there, and forces it; as {@link #begin}. */
    void take(SealRecord record) {
        try {
            append(record);
            open.force();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void append(SealRecord record) {
        if (last != null && record.number() == last.number() && !record.isSameAs(last)) {
            diagnostics.accept("the witness holds a record that is not among this journal's: witness=" + file
                    + " record=" + last.number() + "; the directory was put back or forged: run verify --witness");
        }
        if (last == null || record.number() > last.number()) {
            open.append(record.bytes());
            last = record;
        }
    }

    private void open() {
        last = null;
        try (RecordReader found = RecordReader.open(file)) {
            for (SealRecord record = found.next(); record != null; record = found.next()) {
                last = record.journalId().equals(journalId) ? record : last;
            }
            if (found.isDamaged()) {
                throw new UncheckedIOException(new IOException("expected records of seals, found bytes=" + found.rest()
                        + " of something else behind byte " + found.end() + ": file=" + file));
            }
            open = AppendFile.open(file, found.end(), forcer);
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
