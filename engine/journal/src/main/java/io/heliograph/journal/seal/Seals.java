package io.heliograph.journal.seal;

import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.StorageFailedException;
import io.heliograph.journal.VoidedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The seals of a journal that this process holds: chains both logs through what is forced, and signs how far.
 *
 * <p>It goes on from the last signed checkpoint; blocks behind it are made again from the log. One thread.
 */
final class Seals implements AutoCloseable {
    private static final String WAY_OUT =
            "run verify, then restore the directory from a copy, or move its folder seals away to begin new ones";

    private final Journal journal;
    private final SealSettings settings;
    private final SealLedger ledger;
    private final LogSealer events;
    private final LogSealer outputs;

    private Seals(Journal journal, SealSettings settings, SealLedger ledger, LogSealer events, LogSealer outputs) {
        this.journal = journal;
        this.settings = settings;
        this.ledger = ledger;
        this.events = events;
        this.outputs = outputs;
    }

    /**
     * Opens the seals in {@code directory}, which are begun if they are not there.
     *
     * @throws JournalCorruptException if they are damaged, or speak of records or voidings that the journal does not hold
     * @throws IllegalArgumentException if another key sealed last, and no previous key says for this one
     * @throws StorageFailedException if the disk refuses
     */
    static Seals open(Journal journal, Path directory, SealSettings settings, EpochNanoClock clock) {
        SealFolder folder = SealFolder.in(directory);
        makeFolder(folder.folder());
        SealLedger ledger = SealLedger.open(folder, journal.id(), settings, clock);
        LogSealer events = null;
        try {
            requireVoided(journal.events().voided(), ledger.checkpoint());
            events = sealer(journal, folder, LogKind.EVENTS, ledger.checkpoint(), settings);
            return new Seals(
                    journal,
                    settings,
                    ledger,
                    events,
                    sealer(journal, folder, LogKind.OUTPUTS, ledger.checkpoint(), settings));
        } catch (RuntimeException e) {
            ledger.close();
            if (events != null) {
                events.close();
            }
            throw e;
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw AppendFile.failed(folder, e);
        }
    }

    private static void requireVoided(VoidedEvents voided, Checkpoint from) {
        String problem = from == null ? "" : new VoidCheck(voided, from).problem();
        if (!problem.isEmpty()) {
            throw new JournalCorruptException(
                    "the list of voided events and its seals disagree: " + problem + "; " + WAY_OUT);
        }
    }

    private static LogSealer sealer(
            Journal journal, SealFolder folder, LogKind kind, Checkpoint from, SealSettings settings) {
        Log log = kind == LogKind.EVENTS ? journal.events() : journal.outputs();
        Path file = folder.chainFile(kind);
        if (from == null) {
            long first = log.first();
            byte[] genesis = BlockChain.genesis(journal.id(), kind, first);
            return new LogSealer(log, genesis, first - 1, 0, file, settings.forcer());
        }
        long sealed = kind == LogKind.EVENTS ? from.event() : from.output();
        long count = kind == LogKind.EVENTS ? from.eventBlocks() : from.outputBlocks();
        byte[] hash = SealLedger.hashAt(from, kind);
        SealBlock block = count == 0 ? null : folder.block(kind, count - 1);
        boolean isThere = count == 0 || block != null && block.last() == sealed && Arrays.equals(block.hash(), hash);
        boolean isWithin = sealed <= log.head() && sealed + 1 >= log.first();
        boolean isKept = count > 0 && sealed >= log.first();
        if (!isThere || !isWithin || isKept && !SealedEnd.isIn(journal, folder, kind, count)) {
            throw new JournalCorruptException("the log and its seals disagree: log=" + kind + " first=" + log.first()
                    + " head=" + log.head() + " sealedThrough=" + sealed + " checkpoint=" + from.number() + " blocks="
                    + count + " lastBlock=" + (block == null ? "none" : block.first() + "-" + block.last())
                    + "; " + WAY_OUT);
        }
        return new LogSealer(log, hash, sealed, count, file, settings.forcer());
    }

    /** Takes up to {@code limit} frames, outputs only where all forced events were taken; answers how many. */
    int poll(int limit) {
        int taken = events.poll(limit);
        return taken < limit ? taken + outputs.poll(limit) : taken;
    }

    /** Whether a new segment of events began since this was asked last. */
    boolean hasRolled() {
        return events.hasRolled();
    }

    /** Whether all that is forced was taken. */
    boolean hasAllForced() {
        return events.hasAllForced() && outputs.hasAllForced();
    }

    /** Events that were voided since the last checkpoint, by sequence; the next one signs for them. */
    List<Long> unsignedVoided() {
        Checkpoint last = ledger.checkpoint();
        VoidedEvents voided = journal.events().voided();
        return last == null ? List.of() : new VoidCheck(voided, last).unsigned();
    }

    /** Whether anything was taken, or voided, since the last checkpoint. */
    boolean hasNews() {
        Checkpoint last = ledger.checkpoint();
        return events.position() > (last == null ? 0 : last.event())
                || outputs.position() > (last == null ? 0 : last.output())
                || !unsignedVoided().isEmpty();
    }

    /** Ends the open blocks, forces the chains, and signs how far they go. */
    SealRecord checkpoint(Checkpoint.Reason reason) {
        events.closeBlock();
        outputs.closeBlock();
        events.force();
        outputs.force();
        Checkpoint next = new Checkpoint(
                0,
                0,
                journal.lastEpoch(),
                events.closedThrough(),
                outputs.closedThrough(),
                events.hash(),
                outputs.hash(),
                events.blocks(),
                outputs.blocks(),
                journal.events().durable(),
                journal.outputs().durable(),
                reason,
                settings.configHash(),
                settings.build(),
                VoidedSeal.of(journal.events().voided()));
        return ledger.append(SealRecord.Kind.CHECKPOINT, next.encode());
    }

    /** The record made last. */
    SealRecord last() {
        return ledger.last();
    }

    /** The last checkpoint; null for none. */
    Checkpoint checkpoint() {
        return ledger.checkpoint();
    }

    @Override
    public void close() {
        events.close();
        outputs.close();
        ledger.close();
    }
}
