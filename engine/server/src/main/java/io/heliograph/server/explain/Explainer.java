package io.heliograph.server.explain;

import com.google.protobuf.Duration;
import io.heliograph.core.signal.SignalId;
import io.heliograph.journal.Log;
import io.heliograph.journal.replay.Replay;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.ExplanationProof;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Explains the signals of a journal: finds the record, replays the events before it into a core of its own, and looks at
 * what the strategy looked at when the signal comes out again. Reads only, beside a running engine or without one.
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
    private final String build;
    private final LongSupplier nanoClock;

    /**
     * @param build version that replays
     * @param nanoClock any clock that does not fall, nanoseconds
     */
    public Explainer(UUID journalId, Log events, Log outputs, String build, LongSupplier nanoClock) {
        this.journalId = journalId;
        this.events = events;
        this.outputs = outputs;
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
        return explain(new SignalSearch(outputs).of(signalId), mostBars, progress);
    }

    /** As {@link #explain(byte[], int, ReplayProgress)}, by output sequence. */
    public Explanation explain(long sequence, int mostBars, ReplayProgress progress) {
        return explain(new SignalSearch(outputs).at(sequence), mostBars, progress);
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

    private Explanation explain(FoundSignal found, int mostBars, ReplayProgress progress) {
        if (events.first() > 1) {
            throw UnexplainedException.compacted("expected a journal kept from its first event on: signal_id="
                    + found.signal().getSignalId() + ", found events from " + events.first()
                    + " on, so its state cannot be replayed");
        }
        if (found.cause() > events.head()) {
            throw new UnexplainedException("expected the event that caused the signal: signal_id="
                    + found.signal().getSignalId() + " cause=" + found.cause() + ", found events to " + events.head()
                    + ": the engine is writing them, ask again");
        }
        long startedAt = nanoClock.getAsLong();
        Witness witness = new Witness(found, mostBars);
        try (Replay replay = new Replay(events, 0, found.cause(), witness)) {
            replay.run(progress);
        }
        long took = nanoClock.getAsLong() - startedAt;
        if (witness.deliberation() == null) {
            throw new UnexplainedException("expected the replay to give the signal again: signal_id="
                    + found.signal().getSignalId() + " sequence=" + found.sequence() + " cause=" + found.cause()
                    + ", found another output there: ask verify for the first difference");
        }
        return new ExplanationMapper(found.signal(), witness.deliberation())
                .map()
                .setDurability(
                        found.sequence() <= outputs.durable()
                                ? DurabilityLevel.DURABILITY_LEVEL_DURABLE
                                : DurabilityLevel.DURABILITY_LEVEL_JOURNALED)
                .setCause(witness.cause())
                .setEngine(witness.engine())
                .setProof(ExplanationProof.newBuilder()
                        .setJournalId(journalId.toString())
                        .setEventsReplayed(found.cause())
                        .setDuration(
                                Duration.newBuilder().setSeconds(took / SECOND).setNanos((int) (took % SECOND)))
                        .setReproduced(witness.isReproduced())
                        .setBuild(build))
                .build();
    }
}
