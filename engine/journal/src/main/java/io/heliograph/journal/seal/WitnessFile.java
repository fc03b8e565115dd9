package io.heliograph.journal.seal;

import io.heliograph.journal.Forcer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
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
    private long lastNumber;

    WitnessFile(Path file, UUID journalId, Forcer forcer, Consumer<String> diagnostics) {
        this.file = file;
        this.journalId = journalId;
        this.forcer = forcer;
        this.diagnostics = diagnostics;
    }

    /** Whether it holds all records but the newest; otherwise it wants all of them. */
    boolean isOpen() {
        return open != null;
    }

    /**
     * Appends those of {@code records} that are not there, and forces them.
     *
     * @throws io.heliograph.journal.StorageFailedException if the file refuses; the next call tries again
     * @throws UncheckedIOException if what is there cannot be read
     */
    void take(List<SealRecord> records) {
        if (open == null) {
            begin(records);
        }
        try {
            boolean hasNew = false;
            for (SealRecord record : records) {
                if (record.number() > lastNumber) {
                    open.append(record.bytes());
                    lastNumber = record.number();
                    hasNew = true;
                }
            }
            if (hasNew) {
                open.force();
            }
        } catch (RuntimeException e) {
            // What was half written is cut off when it is opened again.
            close();
            throw e;
        }
    }

    private void begin(List<SealRecord> ours) {
        SealFolder.Records found = SealFolder.recordsOf(file);
        if (found.isDamaged()) {
            throw new UncheckedIOException(new IOException("expected records of seals, found bytes=" + found.rest()
                    + " of something else behind byte " + found.end() + ": file=" + file));
        }
        lastNumber = 0;
        SealRecord last = null;
        for (SealRecord record : found.records()) {
            if (record.journalId().equals(journalId)) {
                last = record;
                lastNumber = record.number();
            }
        }
        if (last != null && !isAmong(last, ours)) {
            diagnostics.accept("the witness holds a record that is not among this journal's: witness=" + file
                    + " record=" + lastNumber + "; the directory was put back or forged: run verify --witness");
        }
        open = AppendFile.open(file, found.end(), forcer);
    }

    private static boolean isAmong(SealRecord record, List<SealRecord> ours) {
        return ours.stream().anyMatch(record::isSameAs);
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
