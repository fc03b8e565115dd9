package io.heliograph.journal.snapshot;

import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.snapshot.SnapshotFinding.Standing;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a journal that is replayed, each laid beside the state of the replaying core when it is there.
 *
 * <p>Every file that stood in the folder at the start is read whole and its digest is checked, wherever the replay begins.
 * One thread, used once.
 */
public final class SnapshotAudit {
    private final Log events;
    private final Log outputs;
    private final List<SnapshotFinding> findings = new ArrayList<>();
    private final Deque<Snapshot> ahead = new ArrayDeque<>();

    private long next = Long.MAX_VALUE;

    /**
     * Reads all snapshots.
     *
     * @param from last event that the replaying core has before its first; what it took it from is trusted
     * @throws io.heliograph.journal.JournalVersionException where a newer release wrote one of them
     */
    public SnapshotAudit(JournalView journal, long from) {
        this.events = journal.events();
        this.outputs = journal.outputs();
        SnapshotStore store = SnapshotStore.of(journal);
        List<Long> sequences = new ArrayList<>(store.sequences());
        sequences.sort(null);
        for (long sequence : sequences) {
            read(store, sequence, from);
        }
        advance();
    }

    /** Event after which {@link #compare} wants the core; {@link Long#MAX_VALUE} where no snapshot is left. */
    public long next() {
        return next;
    }

    /** Compares the state of a core that has just taken the event {@link #next}, and the digest of its outputs until then. */
    public void compare(SignalCore core, ContentDigest digest) {
        Snapshot snapshot = ahead.remove();
        advance();
        if (snapshot.outputSequence() != core.outputSequence() || snapshot.epoch() != core.epoch()) {
            add(
                    snapshot,
                    Standing.DIFFERENT,
                    "recorded: outputSequence=" + snapshot.outputSequence() + " epoch=" + snapshot.epoch()
                            + " replayed: outputSequence=" + core.outputSequence() + " epoch=" + core.epoch());
            return;
        }
        try {
            Optional<String> difference = snapshot.differenceFrom(core, digest);
            add(snapshot, difference.isEmpty() ? Standing.EQUAL : Standing.DIFFERENT, difference.orElse(""));
        } catch (UncheckedIOException e) {
            if (Files.exists(snapshot.file())) { // else the engine beside dropped it, because newer ones are there
                throw e;
            }
        }
    }

    /** What was found so far, oldest first; after the replay, of all. */
    public List<SnapshotFinding> findings() {
        return findings.stream()
                .sorted(Comparator.comparingLong(SnapshotFinding::event))
                .toList();
    }

    private void read(SnapshotStore store, long sequence, long from) {
        Path file = store.file(sequence);
        Snapshot snapshot;
        try {
            snapshot = Snapshot.read(file);
            if (!snapshot.header().journalId().equals(store.journalId()) || snapshot.eventSequence() != sequence) {
                throw new SnapshotDamagedException("expected journal=" + store.journalId() + " event=" + sequence
                        + ", found journal=" + snapshot.header().journalId() + " event=" + snapshot.eventSequence());
            }
        } catch (SnapshotDamagedException e) {
            if (Files.exists(file)) { // else the engine beside dropped it, because newer ones are there
                findings.add(new SnapshotFinding(sequence, "", Standing.DAMAGED, e.getMessage()));
            }
            return;
        }
        if (!snapshot.header().isKnown(file)) {
            add(
                    snapshot,
                    Standing.OTHER_RELEASE,
                    "coreLevel=" + snapshot.header().coreLevel() + " stateVersion="
                            + snapshot.header().stateVersion());
        } else if (isBeyond(snapshot)) {
            add(snapshot, Standing.BEYOND, "");
        } else if (sequence == from) {
            add(snapshot, Standing.TRUSTED, "");
        } else if (sequence < from) {
            add(snapshot, Standing.BEFORE, "");
        } else {
            ahead.add(snapshot);
        }
    }

    /** Of events that are not there any more, or not there yet; as recovery sees it. */
    private boolean isBeyond(Snapshot snapshot) {
        return snapshot.eventSequence() > events.head()
                || snapshot.outputSequence() > outputs.head()
                || snapshot.eventSequence() > events.lastOf(snapshot.epoch())
                || events.isVoid(snapshot.eventSequence());
    }

    private void advance() {
        next = ahead.isEmpty() ? Long.MAX_VALUE : ahead.peek().eventSequence();
    }

    private void add(Snapshot snapshot, Standing standing, String found) {
        findings.add(new SnapshotFinding(
                snapshot.eventSequence(), HexFormat.of().formatHex(snapshot.digest()), standing, found));
    }
}
