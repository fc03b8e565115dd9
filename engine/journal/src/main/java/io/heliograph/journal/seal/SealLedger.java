package io.heliograph.journal.seal;

import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.LogKind;
import java.nio.file.Path;
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
        Path path = folder.recordFile();
        Walk walk = new Walk();
        long end;
        try (RecordReader found = folder.reader()) {
            for (SealRecord record = found.next(); record != null; record = found.next()) {
                if (!record.follows(walk.last) || !record.journalId().equals(journalId)) {
                    throw damaged(path, "a record that does not follow the one before: record=" + record.number());
                }
                walk.take(record);
            }
            if (found.isDamaged()) {
                throw damaged(path, "bytes that are no record, behind record=" + number(walk.last));
            }
            end = found.end();
        }
        SealLedger ledger = new SealLedger(journalId, settings, clock, AppendFile.open(path, end, settings.forcer()));
        try {
            ledger.goOn(walk, path);
            return ledger;
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** What the records come to, each looked at once. */
    private static final class Walk {
        private SealRecord last;
        private Checkpoint checkpoint;
        private SealPublicKey inForce;

        private void take(SealRecord record) {
            last = record;
            switch (record.kind()) {
                case CHECKPOINT -> checkpoint = Checkpoint.of(record);
                case KEY -> inForce = SealKeys.keyOf(record);
            }
        }
    }

    private void goOn(Walk walk, Path path) {
        last = walk.last;
        checkpoint = walk.checkpoint;
        if (last == null) {
            append(SealRecord.Kind.KEY, settings.key().publicKey().encoded(), settings.key());
            return;
        }
        SealPublicKey inForce = walk.inForce;
        if (inForce == null) {
            throw damaged(path, "no record that names a key, before record=" + last.number());
        }
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
