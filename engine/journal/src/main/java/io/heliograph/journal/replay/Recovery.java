package io.heliograph.journal.replay;

import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.LostRange;
import io.heliograph.journal.snapshot.Snapshot;
import io.heliograph.journal.snapshot.SnapshotStore;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Starts the engine from its journal: start-up is recovery with a possibly empty log.
 *
 * <p>{@link #replay} feeds the event log to a core, from the newest snapshot that is whole or else from the first event,
 * compares its outputs with the output log up to its end, opens the journal for appending, appends the outputs that are
 * missing and cuts the void ones off. Then the caller may look at its database. {@link #begin} journals ENGINE_START; from
 * there the core is live.
 *
 * <p>One thread, later the sequencer's.
 */
public final class Recovery {
    private final Journal journal;
    private final EpochNanoClock clock;
    private final ReplayProgress progress;
    private final SnapshotStore snapshots;
    private final Consumer<String> diagnostics;
    private final long leastEpoch;

    private SignalCore core;
    private ContentDigest digest = new ContentDigest();
    private OutputComparer comparer;
    private OutputHandler target;
    private OutputSink sink;
    private boolean inGroup;
    private long restoredEvent;
    private long keptOutputs;
    private boolean isBegun;

    /** A recovery of an opened journal that was not started, from its first event. */
    public Recovery(Journal journal, EpochNanoClock clock, ReplayProgress progress) {
        this(journal, clock, progress, null, problem -> {});
    }

    /**
     * A recovery of an opened journal that was not started.
     *
     * @param snapshots of this journal; null to begin with the first event
     * @param diagnostics hears of snapshots that cannot be used
     */
    public Recovery(
            Journal journal,
            EpochNanoClock clock,
            ReplayProgress progress,
            SnapshotStore snapshots,
            Consumer<String> diagnostics) {
        this(journal, clock, progress, snapshots, diagnostics, 0);
    }

    /**
     * A recovery of an opened journal that was not started, in an epoch of at least {@code leastEpoch}.
     *
     * @param leastEpoch above every epoch that anybody saw of a longer copy of this journal
     */
    public Recovery(
            Journal journal,
            EpochNanoClock clock,
            ReplayProgress progress,
            SnapshotStore snapshots,
            Consumer<String> diagnostics,
            long leastEpoch) {
        this.leastEpoch = leastEpoch;
        this.journal = journal;
        this.clock = clock;
        this.progress = progress;
        this.snapshots = snapshots;
        this.diagnostics = diagnostics;
        this.core = new SignalCore(this::onOutput);
    }

    /**
     * Replays, compares, opens for appending, appends what is missing.
     *
     * @throws ReplayDifferenceException if an output differs from the one recorded; nothing was written
     * @throws JournalCorruptException if an event cannot be read or replayed
     * @throws io.heliograph.journal.JournalVersionException if another release wrote an event, or a newer one a snapshot,
     *     or an older one the snapshot with which the log begins
     */
    public void replay() {
        Log events = journal.events();
        Log outputs = journal.outputs();
        long lastEvent = events.head();
        long lastOutput = outputs.head();
        long epoch = Math.max(leastEpoch, isCleanlyStopped(lastEvent) ? journal.lastEpoch() : journal.lastEpoch() + 1);
        if (snapshots != null) {
            snapshots.discardBeyond(events, outputs, diagnostics);
            restore(lastEvent, lastOutput);
        }
        restoredEvent = core.eventSequence();
        requireBeginning(events);
        try (OutputComparer comparing = new OutputComparer(
                        outputs,
                        core.outputSequence(),
                        lastOutput,
                        (sequence, buffer, offset, length) -> append(epoch, sequence, buffer, offset, length),
                        events::isVoid);
                Replay replay = new Replay(events, restoredEvent, lastEvent, this::onEvent)) {
            comparer = comparing;
            target = comparing;
            replay.run(progress);
            long stands = comparing.finish(lastEvent);
            if (!journal.isStarted()) {
                start(epoch, stands);
            }
        }
        target = sink;
    }

    /**
     * Journals ENGINE_START and gives it to the core.
     *
     * @param build names this build
     * @return journals the stop, when it comes
     */
    public EngineMarks begin(String build) {
        return begin(build, null, "", "");
    }

    /**
     * Journals what was given up, where something was, then ENGINE_START.
     *
     * @param givenUp events that somebody had seen, and that this journal does not hold; null for none
     * @param reason what was found
     * @param actor who gave them up
     */
    public EngineMarks begin(String build, LostRange givenUp, String reason, String actor) {
        if (sink == null || isBegun) {
            throw new IllegalStateException("begin follows replay, once: isReplayed=" + (sink != null));
        }
        isBegun = true;
        EngineMarks marks = new EngineMarks(journal, core, sink, clock);
        if (givenUp != null) {
            marks.gaveUp(givenUp, reason, actor);
        }
        marks.start(build, keptOutputs);
        return marks;
    }

    /** Last event that was not replayed, because a snapshot held it; 0 where all of them were. */
    public long restoredEvent() {
        return restoredEvent;
    }

    /** A digest of the outputs until {@link #restoredEvent}, for whoever reads those behind; another one each time. */
    public ContentDigest digest() {
        return digest.copy();
    }

    /** The core: after {@link #replay} it has taken every event of the log. */
    public SignalCore core() {
        return core;
    }

    /** Where the live core's outputs go; whoever drives the core begins and commits its groups. */
    public OutputSink sink() {
        if (sink == null) {
            throw new IllegalStateException("the sink is there after replay");
        }
        return sink;
    }

    /** Takes the newest state that a core takes; each that fails costs a core. */
    private void restore(long lastEvent, long lastOutput) {
        long through = lastEvent;
        Optional<Snapshot> found = snapshots.newest(through, lastOutput, diagnostics);
        while (found.isPresent()) {
            Snapshot snapshot = found.get();
            try {
                snapshot.restore(core, digest);
                return;
            } catch (RuntimeException e) {
                diagnostics.accept(
                        "a snapshot cannot be restored, and is passed over: file=" + snapshot.file() + " found=" + e);
                core = new SignalCore(this::onOutput);
                digest = new ContentDigest();
                through = snapshot.eventSequence() - 1;
            }
            found = snapshots.newest(through, lastOutput, diagnostics);
        }
    }

    /** What retention deleted can be known from the snapshot alone with which the log now begins. */
    private void requireBeginning(Log events) {
        if (core.eventSequence() + 1 < events.first()) {
            if (snapshots != null) {
                snapshots.refuseOlder(events.first() - 1);
            }
            throw new JournalCorruptException(
                    "expected a snapshot with which the log begins, found none that can be used:"
                            + " first_event=" + events.first() + " snapshot_event=" + (events.first() - 1)
                            + "; restore it from a copy, for what came before was deleted by retention");
        }
    }

    private int onEvent(long sequence, DirectBuffer buffer, int offset, int length) {
        int refusal = core.onEvent(sequence, buffer, offset, length);
        if (inGroup) {
            sink.endCause();
            sink.commit();
            inGroup = false;
        }
        return refusal;
    }

    private void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        target.onOutput(sequence, buffer, offset, length);
    }

    /** An output that the log does not hold: its end was lost, so from here on the log is written again. */
    private void append(long epoch, long sequence, DirectBuffer buffer, int offset, int length) {
        if (!journal.isStarted()) {
            start(epoch, comparer.end());
        }
        if (!inGroup) {
            sink.beginGroup();
            inGroup = true;
        }
        sink.onOutput(sequence, buffer, offset, length);
    }

    private void start(long epoch, long outputsThrough) {
        if (comparer.isCut()) {
            diagnostics.accept(
                    "outputs of events that were lost or voided are void: firstOutput=" + (outputsThrough + 1));
            journal.voidOutputs(outputsThrough);
        }
        if (outputsThrough < journal.outputs().durable()) {
            throw new JournalCorruptException("forced outputs have lost their events: outputsThrough=" + outputsThrough
                    + " durableOutput=" + journal.outputs().durable() + " lastEvent="
                    + journal.events().head() + "; restore the event log from a copy");
        }
        journal.start(epoch, outputsThrough);
        keptOutputs = outputsThrough;
        sink = new OutputSink(journal.outputs().appender());
    }

    /** Whether the last event is a forced ENGINE_STOP and nothing is wrong behind it. */
    private boolean isCleanlyStopped(long lastEvent) {
        Log events = journal.events();
        if (lastEvent == 0
                || events.durable() < lastEvent
                || events.epoch() != journal.outputs().epoch()
                || journal.isTailDamaged()) {
            return false;
        }
        boolean[] isStop = {false};
        try (LogReader reader = events.openReader(lastEvent - 1, () -> lastEvent)) {
            while (reader.poll(
                            (sequence, epoch, buffer, offset, length, endOfCause) ->
                                    isStop[0] = new MessageHeaderDecoder()
                                                    .wrap(buffer, offset)
                                                    .templateId()
                                            == EngineStoppedDecoder.TEMPLATE_ID,
                            1)
                    == 0) {
                Thread.onSpinWait();
            }
        }
        return isStop[0];
    }
}
