package io.heliograph.journal.seal;

import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.seal.SealFolder.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.agrona.concurrent.EpochNanoClock;

/** The signed records of one journal, to which the next is appended; each is forced before it counts. One thread. */
final class SealLedger implements AutoCloseable {
    private final UUID journalId;
    private final SealSettings settings;
    private final EpochNanoClock clock;
    private final AppendFile file;

    private SealRecord last;
    private Checkpoint checkpoint;

    private SealLedger(UUID journalId, SealSettings settings, EpochNanoClock clock, AppendFile file) {
        this.journalId = journalId;
        this.settings = settings;
        this.clock = clock;
        this.file = file;
    }

    /**
     * Opens the records in a folder, cuts off one that was half written, and says which key signs from here on.
     *
     * @throws JournalCorruptException if they are damaged, of another journal, or not signed by a key that is at hand
     */
    static SealLedger open(SealFolder folder, UUID journalId, SealSettings settings, EpochNanoClock clock) {
        Records found = folder.records();
        Path path = folder.recordFile();
        if (found.isDamaged()) {
            throw damaged(path, "bytes that are no record, behind record=" + number(found.last()));
        }
        SealRecord before = null;
        for (SealRecord record : found.records()) {
            if (!record.follows(before) || !record.journalId().equals(journalId)) {
                throw damaged(path, "a record that does not follow the one before: record=" + record.number());
            }
            before = record;
        }
        SealLedger ledger =
                new SealLedger(journalId, settings, clock, AppendFile.open(path, found.end(), settings.forcer()));
        try {
            ledger.goOn(found.records(), path);
            return ledger;
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private void goOn(List<SealRecord> records, Path path) {
        for (SealRecord record : records) {
            last = record;
            if (record.kind() == SealRecord.Kind.CHECKPOINT) {
                checkpoint = Checkpoint.of(record);
            }
        }
        if (last == null) {
            append(SealRecord.Kind.KEY, settings.key().publicKey().encoded(), settings.key());
            return;
        }
        SealPublicKey inForce = SealKeys.inForce(records);
        SealKey signer = inForce.equals(settings.key().publicKey())
                ? settings.key()
                : settings.previousKey()
                        .filter(key -> key.publicKey().equals(inForce))
                        .orElseThrow(
                                () -> new IllegalArgumentException("expected the key that sealed this journal, key="
                                        + inForce + ", found key="
                                        + settings.key().publicKey()
                                        + "; name the old one in seal.previous_key, so that it signs for the new one"));
        if (!last.isSignedBy(inForce) && !(last.kind() == SealRecord.Kind.KEY)) {
            throw damaged(path, "a last record that its key did not sign: record=" + last.number());
        }
        if (signer != settings.key()) {
            append(SealRecord.Kind.KEY, settings.key().publicKey().encoded(), signer);
        }
    }

    /** Signs and appends a record, and forces it. */
    SealRecord append(SealRecord.Kind kind, byte[] body) {
        return append(kind, body, settings.key());
    }

    private SealRecord append(SealRecord.Kind kind, byte[] body, SealKey key) {
        SealRecord next = SealRecord.sign(kind, journalId, nextNumber(), clock.nanoTime(), last, body, key);
        file.append(next.bytes());
        file.force();
        last = next;
        if (kind == SealRecord.Kind.CHECKPOINT) {
            checkpoint = Checkpoint.of(next);
        }
        return next;
    }

    long nextNumber() {
        return last == null ? 1 : last.number() + 1;
    }

    /** The record appended last. */
    SealRecord last() {
        return last;
    }

    /** The last checkpoint; null for none. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    private static String number(SealRecord record) {
        return record == null ? "none" : Long.toString(record.number());
    }

    /** The hash of the chain at a checkpoint, or what a chain begins with. */
    static byte[] hashAt(Checkpoint checkpoint, LogKind log) {
        return log == LogKind.EVENTS ? checkpoint.eventHash() : checkpoint.outputHash();
    }

    private static JournalCorruptException damaged(Path file, String found) {
        return new JournalCorruptException(
                "the seals cannot be continued: file=" + file + " found=" + found
                        + "; run verify, then restore the directory from a copy, or move its folder seals away to begin new ones");
    }

    @Override
    public void close() {
        file.close();
    }
}
