package io.heliograph.journal.replay;

import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.Log;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A core in the place where a replay begins: before the first event of a journal, or with the state of a snapshot from which
 * the logs go on.
 *
 * <p>Changes nothing; one thread. A snapshot that cannot be used is told, and the next one is tried.
 */
public final class ReplayStart {
    private final SignalCore core;
    private final ContentDigest digest;
    private final Snapshot snapshot;
    private final long event;
    private final long output;

    private ReplayStart(SignalCore core, ContentDigest digest, Snapshot snapshot) {
        this.core = core;
        this.digest = digest;
        this.snapshot = snapshot;
        this.event = core.eventSequence();
        this.output = core.outputSequence();
    }

    /**
     * The place as near as can be before an event.
     *
     * @param core makes a core before its first event, as often as a snapshot fails in it
     * @param diagnostics hears of snapshots that are passed over
     * @return empty where neither the first event nor any snapshot before the event is kept
     * @throws io.heliograph.journal.JournalVersionException where the log begins with a snapshot of another release
     */
    public static Optional<ReplayStart> before(
            long event,
            Log events,
            Log outputs,
            SnapshotStore snapshots,
            Supplier<SignalCore> core,
            Consumer<String> diagnostics) {
        Search search = new Search(events, outputs, snapshots, core, diagnostics);
        for (long sequence : snapshots.sequences()) {
            Optional<ReplayStart> start = sequence < event ? search.at(sequence) : Optional.empty();
            if (start.isPresent()) {
                return start;
            }
        }
        return search.refusingOlder(search.atTheBeginning());
    }

    /** The place from which most of what is kept can be replayed; as {@link #before}. */
    public static Optional<ReplayStart> oldest(
            Log events, Log outputs, SnapshotStore snapshots, Supplier<SignalCore> core, Consumer<String> diagnostics) {
        Search search = new Search(events, outputs, snapshots, core, diagnostics);
        Optional<ReplayStart> start = search.atTheBeginning();
        List<Long> sequences = new ArrayList<>(snapshots.sequences());
        sequences.sort(null);
        for (int i = 0; start.isEmpty() && i < sequences.size(); i++) {
            start = search.at(sequences.get(i));
        }
        return search.refusingOlder(start);
    }

    /** The core; when it is given, it has taken everything up to {@link #event}. */
    public SignalCore core() {
        return core;
    }

    /** The digest of all outputs up to {@link #output}; whoever replays feeds it the rest. */
    public ContentDigest digest() {
        return digest;
    }

    /** Last event that need not be replayed; 0 at the beginning. */
    public long event() {
        return event;
    }

    /** Last output before the first that the replay will give; 0 at the beginning. */
    public long output() {
        return output;
    }

    /** Whose state the core has; empty at the beginning. */
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    private record Search(
            Log events, Log outputs, SnapshotStore snapshots, Supplier<SignalCore> core, Consumer<String> diagnostics) {
        Optional<ReplayStart> atTheBeginning() {
            return events.first() > 1 || outputs.first() > 1
                    ? Optional.empty()
                    : Optional.of(new ReplayStart(core.get(), new ContentDigest(), null));
        }

        Optional<ReplayStart> at(long sequence) {
            Optional<Snapshot> found = snapshots.at(sequence, diagnostics);
            if (found.isEmpty() || !isOfTheseLogs(found.get())) {
                return Optional.empty();
            }
            SignalCore restored = core.get();
            ContentDigest digest = new ContentDigest();
            try {
                found.get().restore(restored, digest);
                return Optional.of(new ReplayStart(restored, digest, found.get()));
            } catch (RuntimeException e) {
                diagnostics.accept("a snapshot cannot be restored, and is passed over: file="
                        + found.get().file() + " found=" + e);
                return Optional.empty();
            }
        }

        /** Where there is no start, another release may have one. */
        Optional<ReplayStart> refusingOlder(Optional<ReplayStart> start) {
            if (start.isEmpty()) {
                snapshots.refuseOlder(events.first() - 1);
            }
            return start;
        }

        /** Whether both logs hold what comes next, and still hold what came before. */
        private boolean isOfTheseLogs(Snapshot snapshot) {
            return snapshot.eventSequence() >= events.first() - 1
                    && snapshot.outputSequence() >= outputs.first() - 1
                    && snapshot.eventSequence() <= Math.min(events.head(), events.lastOf(snapshot.epoch()))
                    && snapshot.outputSequence() <= outputs.head()
                    && !events.isVoid(snapshot.eventSequence());
        }
    }
}
