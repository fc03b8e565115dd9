package io.heliograph.journal.replay;

import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EventsLostDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.VoidedEvents;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Has every replay pass over one event of a journal, under the lock of its directory.
 *
 * <p>Before anything is written the journal is replayed without the event, from the nearest snapshot before it: what the
 * log holds of events behind it must follow as it stands there, or voiding it would take proofs away.
 */
public final class EventVoiding {
    private static final List<Integer> ENGINES_OWN =
            List.of(CoreSettingsDecoder.TEMPLATE_ID, EngineStartedDecoder.TEMPLATE_ID, EventsLostDecoder.TEMPLATE_ID);

    private final Path directory;
    private final JournalOptions options;
    private final Consumer<String> diagnostics;

    private OutputComparer comparer;

    /** A voiding in the journal that stands in {@code directory}; {@code diagnostics} hears what was found on the way. */
    public EventVoiding(Path directory, JournalOptions options, Consumer<String> diagnostics) {
        this.directory = directory;
        this.options = options;
        this.diagnostics = diagnostics;
    }

    /**
     * Voids an event.
     *
     * @param setSnapshotsAside whether snapshots that hold what followed from it are not to be used again
     * @throws IllegalArgumentException if the event cannot be voided, or snapshots hold it and are not to be set aside
     * @throws ReplayDifferenceException if something in the output log follows from it
     */
    public void run(long sequence, String reason, String actor, boolean setSnapshotsAside) {
        try (Journal journal = Journal.open(directory, options)) {
            Log events = journal.events();
            byte[] record = record(events, sequence);
            SnapshotStore snapshots = SnapshotStore.in(directory, journal.id());
            List<Long> holding = snapshots.sequences().stream()
                    .filter(each -> each >= sequence)
                    .toList();
            if (!holding.isEmpty() && !setSnapshotsAside) {
                throw new IllegalArgumentException(
                        "expected an event that no snapshot holds, found sequence=" + sequence
                                + " snapshots=" + holding
                                + ": a start from them would not pass over it; add --set-aside-snapshots to rename them, and the"
                                + " next start replays from before");
            }
            UnsafeBuffer buffer = new UnsafeBuffer(record);
            VoidedEvents.Entry entry = new VoidedEvents.Entry(
                    sequence,
                    options.epochClock().nanoTime(),
                    VoidedEvents.crcOf(buffer, 0, record.length),
                    reason,
                    actor);
            VoidedEvents voided = events.voided().with(entry);
            tryWithout(journal, snapshots, sequence, voided);
            snapshots.setAsideFrom(sequence, diagnostics);
            journal.write(voided);
        }
    }

    private static byte[] record(Log events, long sequence) {
        if (sequence < events.first() || sequence > events.head() || events.isVoid(sequence)) {
            throw new IllegalArgumentException(
                    "expected an event that stands in the log and is not voided, found sequence="
                            + sequence + " first=" + events.first() + " head=" + events.head() + " lost="
                            + events.lost()
                            + " voided=" + events.voided().holds(sequence));
        }
        byte[][] record = new byte[1][];
        try (LogReader reader = events.openReader(sequence - 1, () -> sequence)) {
            while (reader.position() < sequence) {
                reader.poll(
                        (at, epoch, buffer, offset, length, endOfCause) -> {
                            record[0] = new byte[length];
                            buffer.getBytes(offset, record[0]);
                        },
                        1);
            }
        }
        int templateId =
                new MessageHeaderDecoder().wrap(new UnsafeBuffer(record[0]), 0).templateId();
        if (ENGINES_OWN.contains(templateId)) {
            throw new IllegalArgumentException("expected an event on which no other rests, found sequence=" + sequence
                    + " templateId=" + templateId + ": starts, settings and losses cannot be voided");
        }
        return record[0];
    }

    private void tryWithout(Journal journal, SnapshotStore snapshots, long sequence, VoidedEvents voided) {
        Log events = journal.events();
        Log outputs = journal.outputs();
        Optional<ReplayStart> found = ReplayStart.before(
                sequence, events, outputs, snapshots, () -> new SignalCore(this::onOutput), diagnostics);
        ReplayStart start = found.orElseThrow(() -> new JournalCorruptException(
                "nothing is kept with which a replay could begin before the event: sequence=" + sequence
                        + "; restore a snapshot from a copy"));
        try (OutputComparer comparing = new OutputComparer(
                        outputs,
                        start.output(),
                        outputs.head(),
                        (at, buffer, offset, length) -> {},
                        cause -> events.isVoid(cause) || voided.holds(cause));
                Replay replay = new Replay(events, start.event(), events.head(), start.core()::onEvent, voided)) {
            comparer = comparing;
            replay.run(ReplayProgress.NONE);
            comparing.finish(events.head());
        } catch (PoisonEventException e) {
            if (e.sequence() < sequence) {
                throw e;
            }
            diagnostics.accept("voided, and another is in the way: " + e.getMessage());
        }
    }

    private void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        comparer.onOutput(sequence, buffer, offset, length);
    }
}
