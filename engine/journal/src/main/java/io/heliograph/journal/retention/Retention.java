package io.heliograph.journal.retention;

import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.Remover;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstone.DeletedSegment;
import io.heliograph.journal.TombstoneSigner;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Deletes the oldest segments of both logs up to one event, and keeps a tombstone of what went.
 *
 * <table>
 * <caption>Its states</caption>
 * <tr><td>DELETING</td><td>first, and after each tombstone: a file of what it names at each duty; then RESTING</td></tr>
 * <tr><td>RESTING</td><td>looks every ten seconds; then HASHING where something may go that no reader holds back</td></tr>
 * <tr><td>HASHING</td><td>some records of what will go at each duty; then the tombstone is forced, the logs begin later
 * for every reader, and DELETING</td></tr>
 * </table>
 *
 * <p>Nothing is deleted before the tombstone is forced, and what it names counts as deleted from then on: a kill at any
 * moment leaves a journal that begins before or after, and files that the next start deletes. One thread.
 */
public final class Retention implements Agent {
    /** How often it looks. */
    public static final long EVERY_NS = 10_000_000_000L;

    /** It looks again that much later where something could not be read or deleted. */
    public static final long RETRY_NS = 600_000_000_000L;

    private static final String ACTOR = "retention";
    private static final int RECORDS_AT_ONCE = 4_096;

    private enum State {
        DELETING,
        RESTING,
        HASHING
    }

    private final Journal journal;
    private final SnapshotStore snapshots;
    private final RetentionPolicy policy;
    private final RetentionFloor floor;
    private final TombstoneSigner signer;
    private final Remover remover;
    private final EpochNanoClock clock;
    private final NanoClock steadyClock;
    private final Consumer<String> diagnostics;

    private final Deque<Path> left = new ArrayDeque<>();
    private final Deque<HashTask> toHash = new ArrayDeque<>();
    private final List<DeletedSegment> hashed = new ArrayList<>();
    private State state = State.DELETING;
    private boolean isCollected;
    private RetentionPlan plan;
    private RecordDigest hashing;
    private long heldEvent;
    private long heldSinceNs;
    private long nextNs;

    /**
     * @param journal started
     * @param floor how far those are who must not miss anything
     * @param signer signs tombstones
     * @param remover deletes files
     * @param diagnostics hears what was deleted, and what is in the way
     */
    public Retention(
            Journal journal,
            SnapshotStore snapshots,
            RetentionPolicy policy,
            RetentionFloor floor,
            TombstoneSigner signer,
            Remover remover,
            EpochNanoClock clock,
            NanoClock steadyClock,
            Consumer<String> diagnostics) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.policy = policy;
        this.floor = floor;
        this.signer = signer;
        this.remover = remover;
        this.clock = clock;
        this.steadyClock = steadyClock;
        this.diagnostics = diagnostics;
        this.nextNs = steadyClock.nanoTime();
    }

    private record HashTask(LogKind log, SegmentRange segment) {}

    /**
     * Goes a step on.
     *
     * @throws io.heliograph.journal.StorageFailedException if the disk refuses a tombstone; the process must end
     */
    @Override
    public int doWork() {
        try {
            return switch (state) {
                case DELETING -> delete();
                case RESTING -> rest();
                case HASHING -> hash();
            };
        } catch (JournalCorruptException | UncheckedIOException | IOException e) {
            diagnostics.accept("retention is put off: found=" + e.getMessage());
            stopHashing();
            isCollected = false;
            left.clear();
            state = State.DELETING;
            nextNs = steadyClock.nanoTime() + RETRY_NS;
            return 0;
        }
    }

    private int delete() throws IOException {
        if (!isCollected) {
            if (steadyClock.nanoTime() - nextNs < 0) {
                return 0;
            }
            journal.tombstones().newest().ifPresent(newest -> left.addAll(journal.leftOf(newest)));
            isCollected = true;
        }
        if (left.isEmpty()) {
            journal.tombstones().newest().ifPresent(newest -> snapshots.dropBefore(newest.lastEvent()));
            state = State.RESTING;
            return 0;
        }
        remover.remove(left.getFirst());
        left.removeFirst();
        return 1;
    }

    private int rest() {
        long now = steadyClock.nanoTime();
        if (now - nextNs < 0) {
            return 0;
        }
        nextNs = now + EVERY_NS;
        Optional<RetentionPlan> found = RetentionPlan.find(journal, snapshots, policy, clock.nanoTime(), floor);
        if (found.isEmpty() || isHeldBack(found.get(), now)) {
            return 0;
        }
        plan = found.get();
        plan.events().forEach(segment -> toHash.add(new HashTask(LogKind.EVENTS, segment)));
        plan.outputs().forEach(segment -> toHash.add(new HashTask(LogKind.OUTPUTS, segment)));
        state = State.HASHING;
        return 1;
    }

    /** Whether an open reader still stands before what would be the beginning, and may for a while. */
    private boolean isHeldBack(RetentionPlan found, long now) {
        boolean isRead = journal.lowestReader(LogKind.EVENTS) < found.lastEvent()
                || journal.lowestReader(LogKind.OUTPUTS) < found.lastOutputDeleted();
        if (!isRead) {
            heldEvent = 0;
            return false;
        }
        if (heldEvent == 0) {
            heldEvent = found.lastEvent();
            heldSinceNs = now;
            diagnostics.accept("retention waits for a reader: through_event=" + found.lastEvent());
        }
        return now - heldSinceNs < policy.readerPatienceNs();
    }

    private int hash() {
        if (hashing == null) {
            HashTask next = toHash.poll();
            if (next == null) {
                compact();
                return 1;
            }
            hashing = new RecordDigest(journal, next.log(), next.segment());
        }
        if (!hashing.isDone()) {
            return hashing.step(RECORDS_AT_ONCE);
        }
        hashed.add(hashing.result());
        hashing.close();
        hashing = null;
        return 1;
    }

    private void compact() {
        Optional<Snapshot> begin = snapshots.at(plan.lastEvent(), diagnostics);
        if (begin.isEmpty() || begin.get().outputSequence() != plan.lastOutput()) {
            diagnostics.accept(
                    "retention is put off, for the log could not begin with its snapshot: event=" + plan.lastEvent());
            stopHashing();
            state = State.RESTING;
            nextNs = steadyClock.nanoTime() + RETRY_NS;
            return;
        }
        Tombstone tombstone = tombstone(begin.get()).signedBy(signer);
        journal.compact(tombstone);
        diagnostics.accept("retention: tombstone=" + tombstone.number() + " events_through=" + tombstone.lastEvent()
                + " events=" + plan.eventCount() + " event_segments="
                + plan.events().size() + " output_segments="
                + plan.outputs().size());
        stopHashing();
        heldEvent = 0;
        isCollected = false;
        nextNs = steadyClock.nanoTime();
        state = State.DELETING;
    }

    private Tombstone tombstone(Snapshot begin) {
        Optional<Tombstone> before = journal.tombstones().newest();
        return new Tombstone(
                journal.id(),
                before.map(Tombstone::number).orElse(0L) + 1,
                clock.nanoTime(),
                plan.lastEvent(),
                plan.lastOutput(),
                lastOrdinal(plan.events(), before.map(Tombstone::eventOrdinal).orElse(0L)),
                lastOrdinal(plan.outputs(), before.map(Tombstone::outputOrdinal).orElse(0L)),
                begin.digest(),
                before.map(Tombstone::digest).orElse(new byte[Tombstone.DIGEST_LENGTH]),
                policy.text(),
                ACTOR,
                List.copyOf(hashed),
                new byte[0]);
    }

    private static long lastOrdinal(List<SegmentRange> segments, long before) {
        return segments.isEmpty() ? before : segments.get(segments.size() - 1).ordinal();
    }

    private void stopHashing() {
        if (hashing != null) {
            hashing.close();
            hashing = null;
        }
        toHash.clear();
        hashed.clear();
        plan = null;
    }

    @Override
    public void onClose() {
        stopHashing();
    }

    @Override
    public String roleName() {
        return "retention";
    }
}
