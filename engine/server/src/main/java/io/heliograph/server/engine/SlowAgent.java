package io.heliograph.server.engine;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.journal.snapshot.StateCopy;
import io.heliograph.server.control.KeptState;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.sequencer.Desk;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the core's state beside the log: the sequencer copies it between two groups, this agent writes the copy.
 *
 * <table>
 * <caption>Its states</caption>
 * <tr><td>RESTING</td><td>until enough events or time have passed, a segment is nearly full, or somebody asks</td></tr>
 * <tr><td>SIZING</td><td>the sequencer has been asked how large the state is; the memory is taken here</td></tr>
 * <tr><td>COPYING</td><td>the sequencer has been asked, and owns the copy; where a segment is nearly full, it then lets the next
 * group begin new ones, so that a segment begins where a snapshot ends</td></tr>
 * <tr><td>FORCING</td><td>until both logs are forced through what the copy holds</td></tr>
 * <tr><td>WRITING</td><td>a piece at each duty; then RESTING</td></tr>
 * </table>
 *
 * <p>What fails is told and tried again when it is due: a snapshot saves time and promises nothing.
 */
final class SlowAgent implements Agent {
    // In the engine's name, by which those who read the diagnostics look for it.
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private enum State {
        RESTING,
        SIZING,
        COPYING,
        FORCING,
        WRITING
    }

    /** After a failure, a segment's start is tried again that much later. */
    private static final long RETRY_NS = 1_000_000_000L;

    private final Desk desk;
    private final Journal journal;
    private final SnapshotWriter writer;
    private final Runnable forceSoon;
    private final LongSupplier appliedEvent;
    private final EpochNanoClock clock;
    private final NanoClock steadyClock;
    private final SnapshotPlan plan;
    private final StateCopy copy = new StateCopy();
    private final ManyToOneConcurrentLinkedQueue<CompletableFuture<KeptState>> questions =
            new ManyToOneConcurrentLinkedQueue<>();
    private final List<CompletableFuture<KeptState>> answering = new ArrayList<>();

    private State state = State.RESTING;
    private CompletableFuture<Long> sizing;
    private CompletableFuture<Boolean> copying;
    private boolean rolls;
    private long coveredEvent;
    private long lastNs;
    private long retryNs;
    private long takenNs;
    private long copyNs;
    private long copiedAtNs;
    private volatile KeptState kept;

    /**
     * An agent at rest.
     *
     * @param forceSoon asks for both logs to be forced
     * @param appliedEvent the last event applied
     * @param coveredEvent the last event in a snapshot
     */
    SlowAgent(
            Desk desk,
            Journal journal,
            SnapshotWriter writer,
            Runnable forceSoon,
            LongSupplier appliedEvent,
            long coveredEvent,
            EpochNanoClock clock,
            NanoClock steadyClock,
            SnapshotPlan plan) {
        this.desk = desk;
        this.journal = journal;
        this.writer = writer;
        this.forceSoon = forceSoon;
        this.appliedEvent = appliedEvent;
        this.coveredEvent = coveredEvent;
        this.clock = clock;
        this.steadyClock = steadyClock;
        this.plan = plan;
        this.lastNs = steadyClock.nanoTime();
        this.retryNs = lastNs;
    }

    /** Asks for the state as it is now or later to be kept; any thread. Answered when the file stands. */
    CompletableFuture<KeptState> ask() {
        CompletableFuture<KeptState> answer = new CompletableFuture<>();
        questions.add(answer);
        return answer;
    }

    /** The last output in the digest of its snapshots, so that those behind it are still needed; its own thread. */
    long digested() {
        return writer.digested();
    }

    /** What was kept last since the start; null before the first. Any thread. */
    KeptState kept() {
        return kept;
    }

    @Override
    public int doWork() {
        try {
            return switch (state) {
                case RESTING -> rest();
                case SIZING -> awaitSize();
                case COPYING -> awaitCopy();
                case FORCING -> awaitForce();
                case WRITING -> write();
            };
        } catch (UncheckedIOException | Rejection e) {
            // The disk refuses, or the desk is full.
            fail(e);
            return 1;
        }
    }

    private int rest() {
        long events = appliedEvent.getAsLong() - coveredEvent;
        long now = steadyClock.nanoTime();
        rolls = now - retryNs >= 0 && journal.isRollNear();
        boolean isDue = rolls
                || events >= plan.everyEvents()
                || events > 0 && now - lastNs >= plan.everyNs()
                || !questions.isEmpty();
        if (!isDue) {
            return 0;
        }
        collectQuestions();
        sizing = desk.ask(bench -> StateCopy.sizeOf(bench.core()));
        state = State.SIZING;
        return 1;
    }

    private int awaitSize() {
        if (!sizing.isDone()) {
            return 0;
        }
        try {
            copy.reserve(sizing.join());
        } catch (IllegalStateException | CompletionException e) {
            fail(e);
            return 1;
        }
        copying = desk.ask(bench -> {
            take(bench.core());
            if (rolls) {
                // Between the same two groups, so the copy is the state at the next segment's first event.
                journal.rollWithNextGroup();
            }
            return true;
        });
        state = State.COPYING;
        return 1;
    }

    private void collectQuestions() {
        CompletableFuture<KeptState> question = questions.poll();
        while (question != null) {
            answering.add(question);
            question = questions.poll();
        }
    }

    private void take(SignalCore core) {
        takenNs = clock.nanoTime();
        long start = steadyClock.nanoTime();
        copy.take(core, takenNs);
        copiedAtNs = steadyClock.nanoTime();
        copyNs = copiedAtNs - start;
    }

    private int awaitCopy() {
        if (!copying.isDone()) {
            return 0;
        }
        try {
            copying.join();
        } catch (CompletionException e) {
            fail(e.getCause());
            return 1;
        }
        forceSoon.run();
        state = State.FORCING;
        return 1;
    }

    private int awaitForce() {
        if (!writer.isDurable(copy)) {
            return 0;
        }
        writer.begin(copy);
        state = State.WRITING;
        return 1;
    }

    private int write() {
        if (writer.step()) {
            finish();
        }
        return 1;
    }

    private void finish() {
        long now = steadyClock.nanoTime();
        kept = new KeptState(
                copy.eventSequence(), copy.outputSequence(), takenNs, copy.bytes(), copyNs, now - copiedAtNs);
        LOG.info(
                "snapshot: events={} outputs={} bytes={} copyMicros={} writeMicros={}",
                kept.eventSequence(),
                kept.outputSequence(),
                kept.bytes(),
                kept.copyNs() / 1_000,
                kept.writeNs() / 1_000);
        coveredEvent = kept.eventSequence();
        lastNs = now;
        answering.forEach(answer -> answer.complete(kept));
        answering.clear();
        state = State.RESTING;
        prune();
    }

    private void prune() {
        try {
            writer.prune();
        } catch (UncheckedIOException e) {
            LOG.warn("old snapshots could not be deleted; the next one tries again: {}", e.toString());
        }
    }

    private void fail(Throwable cause) {
        LOG.warn("the state could not be kept; the next start replays more of the log: {}", cause.toString());
        // Tried again only when as much has happened once more.
        coveredEvent = appliedEvent.getAsLong();
        lastNs = steadyClock.nanoTime();
        retryNs = lastNs + RETRY_NS;
        answering.forEach(answer -> answer.completeExceptionally(cause));
        answering.clear();
        state = State.RESTING;
    }

    /**
     * Takes the state at which a start began a segment of the event log, unless it is kept already; on the thread that
     * starts the engine, before ENGINE_START is journaled and before this agent runs, which then writes it.
     *
     * @param keptAt the events after which there is a snapshot
     */
    void takeAtSegmentStart(SignalCore core, List<Long> keptAt) {
        long event = core.eventSequence();
        List<Long> starts = journal.segmentStarts();
        boolean begins = !starts.isEmpty() && starts.get(starts.size() - 1) == event + 1;
        if (event == 0 || !begins || keptAt.contains(event)) {
            return;
        }
        try {
            copy.reserve(StateCopy.sizeOf(core));
        } catch (IllegalStateException e) {
            fail(e);
            return;
        }
        take(core);
        forceSoon.run();
        state = State.FORCING;
    }

    /**
     * Keeps the state that the engine ends with; on the thread that stopped all others, after both logs were forced.
     */
    void keepAtEnd(SignalCore core) {
        try {
            copy.reserve(StateCopy.sizeOf(core));
        } catch (IllegalStateException e) {
            fail(e);
            return;
        }
        take(core);
        if (!writer.isDurable(copy)) {
            LOG.warn("the state is not kept, because its events are not forced: events={}", copy.eventSequence());
            return;
        }
        try {
            writer.begin(copy);
            while (!writer.step()) {
                // the next piece
            }
            finish();
        } catch (UncheckedIOException e) {
            fail(e);
        }
    }

    @Override
    public void onClose() {
        writer.close();
        collectQuestions();
        answering.forEach(answer -> answer.completeExceptionally(Gate.stopping()));
        answering.clear();
        state = State.RESTING;
    }

    @Override
    public String roleName() {
        return "slow";
    }
}
