package io.heliograph.server.explain;

import com.google.protobuf.Duration;
import io.heliograph.core.SignalCore;
import io.heliograph.core.signal.SignalId;
import io.heliograph.journal.Log;
import io.heliograph.journal.replay.Replay;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.replay.ReplayStart;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.ExplanationProof;
import io.heliograph.v1.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Explains the outputs of a journal: finds the record, replays the events before it into a core of its own, from the nearest
 * snapshot, and looks at what the strategy looked at when a signal comes out again. Of what is no signal it tells the cause,
 * the record and the signal that it belongs to. Reads only, beside a running engine or without one.
 *
 * <p>Any thread; calls block while they replay, and share nothing.
 */
public final class Explainer {
    /** Bars of each timeframe that are told where nobody says how many. */
    public static final int USUAL_BARS = 20;

    /** Bars of each timeframe that are told at most. */
    public static final int MOST_BARS = 500;

    private static final long SECOND = 1_000_000_000L;

    private final UUID journalId;
    private final Log events;
    private final Log outputs;
    private final SnapshotStore snapshots;
    private final LongSupplier storedOutput;
    private final Covering covering;
    private final String build;
    private final LongSupplier nanoClock;

    /** For {@code storedOutput}: nobody knows. */
    public static final long UNKNOWN = -1;

    /**
     * @param snapshots of the same journal
     * @param storedOutput last output in the database, {@link #UNKNOWN} while nobody knows
     * @param covering finds the checkpoint that covers a place
     * @param build version that replays
     * @param nanoClock any clock that does not fall, nanoseconds
     */
    public Explainer(
            UUID journalId,
            Log events,
            Log outputs,
            SnapshotStore snapshots,
            LongSupplier storedOutput,
            Covering covering,
            String build,
            LongSupplier nanoClock) {
        this.journalId = journalId;
        this.events = events;
        this.outputs = outputs;
        this.snapshots = snapshots;
        this.storedOutput = storedOutput;
        this.covering = covering;
        this.build = build;
        this.nanoClock = nanoClock;
    }

    /**
     * Explains the signal with this id.
     *
     * @param mostBars of each timeframe, 1 to {@link #MOST_BARS}
     * @throws UnexplainedException where there is none, or nothing is kept of which it could be explained
     * @throws io.heliograph.journal.JournalException where the journal cannot be read or replayed
     */
    public Explanation explain(byte[] signalId, int mostBars, ReplayProgress progress) {
        return explain(new OutputSearch(outputs).of(signalId), mostBars, progress);
    }

    /** As {@link #explain(byte[], int, ReplayProgress)}, any output by its sequence. */
    public Explanation explain(long sequence, int mostBars, ReplayProgress progress) {
        return explain(new OutputSearch(outputs).at(sequence), mostBars, progress);
    }

    /**
     * By what a person types: 16 characters of an id, or an output sequence.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public Explanation explain(String idOrSequence, int mostBars, ReplayProgress progress) {
        if (isSequence(idOrSequence)) {
            return explain(Long.parseLong(idOrSequence), mostBars, progress);
        }
        return explain(SignalId.parse(idOrSequence), mostBars, progress);
    }

    /** Whether what a person typed is an output sequence; an id is longer. */
    public static boolean isSequence(String text) {
        return text.matches("[0-9]{1,15}");
    }

    private Explanation explain(FoundOutput found, int mostBars, ReplayProgress progress) {
        if (found.cause() > events.head()) {
            throw new UnexplainedException("expected the event that caused the output: " + found.name() + " cause="
                    + found.cause() + ", found events to " + events.head()
                    + ": the engine is writing them, or a power cut took them");
        }
        if (events.isVoid(found.cause())) {
            throw new UnexplainedException("expected the event that caused the output: " + found.name() + " cause="
                    + found.cause() + ", found that it was " + GivenUp.of(events, found.cause())
                    + ": nothing can follow from it");
        }
        long startedAt = nanoClock.getAsLong();
        Witness witness = new Witness(found, mostBars);
        ReplayStart start = start(found, witness);
        witness.begin(start.core());
        try (Replay replay = new Replay(events, start.event(), found.cause(), witness)) {
            replay.run(progress);
        }
        ExplanationProof.Builder proof = proof(start.event(), found.cause(), nanoClock.getAsLong() - startedAt)
                .setReproduced(witness.isReproduced());
        covering.checkpoint(found.cause(), found.sequence()).ifPresent(proof::setCheckpoint);
        return explanation(found, witness).setProof(proof).build();
    }

    private ReplayStart start(FoundOutput found, Witness witness) {
        List<String> passedOver = new ArrayList<>();
        return ReplayStart.before(
                        found.cause(), events, outputs, snapshots, () -> new SignalCore(witness), passedOver::add)
                .orElseThrow(() -> UnexplainedException.compacted("expected a snapshot or the first event before the"
                        + " cause: " + found.name() + " cause=" + found.cause() + ", found events from "
                        + events.first() + " on and snapshots " + snapshots.sequences() + " passedOver=" + passedOver));
    }

    private Explanation.Builder explanation(FoundOutput found, Witness witness) {
        Explanation.Builder explanation = witness.deliberation() == null
                ? bare(found)
                : new ExplanationMapper(found.signal(), witness.deliberation()).map();
        if (!witness.isReproduced()) {
            explanation.addStory("Replay gives another record: " + witness.replayed()
                    + ". Ask verify for the first difference; what follows from there on is no proof of anything.");
        }
        explanation.addAllStory(GivenUp.before(events, found.cause()));
        long stored = storedOutput.getAsLong();
        if (stored != UNKNOWN) {
            explanation.setStored(found.sequence() <= stored);
        }
        return explanation
                .setRecord(found.record())
                .setDurability(
                        found.sequence() <= outputs.durable()
                                ? DurabilityLevel.DURABILITY_LEVEL_DURABLE
                                : DurabilityLevel.DURABILITY_LEVEL_JOURNALED)
                .setCause(witness.cause())
                .setEngine(witness.engine());
    }

    /** Of what nobody deliberated about. */
    private Explanation.Builder bare(FoundOutput found) {
        Explanation.Builder explanation = Explanation.newBuilder().addAllStory(found.story());
        Signal owner = new OutputSearch(outputs).ownerOf(found);
        if (owner != null) {
            explanation.setSignal(owner);
        }
        return explanation;
    }

    private ExplanationProof.Builder proof(long from, long through, long tookNs) {
        return ExplanationProof.newBuilder()
                .setJournalId(journalId.toString())
                .setReplayedFrom(from)
                .setEventsReplayed(through - from)
                .setDuration(Duration.newBuilder().setSeconds(tookNs / SECOND).setNanos((int) (tookNs % SECOND)))
                .setBuild(build);
    }
}
