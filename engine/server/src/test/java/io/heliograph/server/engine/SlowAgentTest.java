package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.CoreSettings;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.server.Positions;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The crank turned by hand: when the state is kept, and that it waits for the force. */
class SlowAgentTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final SnapshotPlan PLAN = new SnapshotPlan(10, 1_000_000);

    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final long SEGMENT_AGE_NS = 3_600_000_000_000L;

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(START);
    private final Desk desk = new Desk();

    private Journal journal;
    private Recovery recovery;
    private SequencerAgent sequencer;
    private ForceAgent force;
    private SnapshotStore store;
    private SlowAgent agent;

    @BeforeEach
    void start() {
        start(folder.resolve("journal"));
    }

    private void start(Path directory) {
        journal = Journal.open(
                directory,
                JournalOptions.defaults()
                        .withClocks(clock::nowNs, clock::nowNs)
                        .withSegments(4 * 1024 * 1024, SEGMENT_BYTES, SEGMENT_AGE_NS));
        recovery = new Recovery(journal, clock::nowNs, ReplayProgress.NONE);
        recovery.replay();
        long recovered = recovery.core().eventSequence();
        force = new ForceAgent(journal, clock::nowNs, 0, Forcer.FSYNC);
        store = SnapshotStore.in(directory, journal.id());
        agent = new SlowAgent(
                desk,
                journal,
                new SnapshotWriter(journal, store, Forcer.FSYNC, recovery.digest()),
                force::await,
                recovery.core()::eventSequence,
                Math.max(1, recovered),
                clock::nowNs,
                clock::nowNs,
                PLAN);
        agent.takeAtSegmentStart(recovery.core(), store.sequences());
        recovery.begin("test");
        sequencer = new Sequencing(
                        new ManyToOneRingBuffer(new UnsafeBuffer(
                                ByteBuffer.allocateDirect(1024 + RingBufferDescriptor.TRAILER_LENGTH))),
                        desk,
                        new Publishers(1),
                        new SymbolMap(1),
                        new Positions(),
                        new SignalLatency(),
                        clock::nowNs,
                        clock::nowNs)
                .start(
                        recovery.core(),
                        journal.events().appender(),
                        journal.outputs().appender(),
                        1);
    }

    @AfterEach
    void stop() {
        force.onClose();
        journal.close();
    }

    @Test
    void shouldRestWhileLittleHappens() {
        journalEvents(9);
        turn();
        assertThat(store.sequences()).isEmpty();
    }

    @Test
    void shouldKeepTheStateAfterSoManyEventsAndThenAfterSoManyMore() {
        journalEvents(10);
        turn();
        assertThat(store.sequences()).containsExactly(11L);

        journalEvents(9);
        turn();
        assertThat(store.sequences()).containsExactly(11L);

        journalEvents(1);
        turn();
        assertThat(store.sequences()).containsExactly(21L, 11L);
    }

    @Test
    void shouldKeepTheStateAfterSoLongOnlyWhereSomethingHappened() {
        clock.advance(2_000_000);
        turn();
        assertThat(store.sequences()).isEmpty();

        journalEvents(1);
        turn();
        assertThat(store.sequences()).containsExactly(2L);
    }

    @Test
    void shouldWaitUntilBothLogsAreForced() {
        var answer = agent.ask();
        for (int i = 0; i < 5; i++) {
            agent.doWork();
            sequencer.doWork();
        }
        assertThat(answer).isNotDone();
        assertThat(store.sequences()).isEmpty();

        turn();
        assertThat(answer).isCompletedWithValueMatching(kept -> kept.eventSequence() == 1 && kept.bytes() > 0);
        assertThat(store.sequences()).containsExactly(1L);
    }

    @Test
    void shouldTellWhoeverAskedWhenTheDiskRefuses() throws IOException {
        Files.writeString(folder.resolve("journal").resolve("snapshots"), "in the way");
        var answer = agent.ask();
        turn();
        assertThat(answer).isCompletedExceptionally();

        Files.delete(folder.resolve("journal").resolve("snapshots"));
        var second = agent.ask();
        turn();
        assertThat(second).isCompleted();
    }

    @Test
    void shouldBeginASegmentWhereASnapshotEndsWhenOneIsNearlyFull() {
        while (!journal.isRollNear()) {
            journalEvents(1);
        }
        turn();
        long kept = store.sequences().get(0);
        assertThat(kept).isEqualTo(recovery.core().eventSequence());
        journalEvents(1);

        assertThat(journal.segmentStarts()).containsExactly(1L, kept + 1);
        assertThat(journal.isRollNear()).isFalse();
        turn();
        assertThat(store.sequences()).as("once").containsExactly(kept);
    }

    @Test
    void shouldBeginASegmentWhereASnapshotEndsWhenOneIsNearlyOfAge() {
        journalEvents(1);
        clock.advance(SEGMENT_AGE_NS - SEGMENT_AGE_NS / 100);
        turn();
        turn();
        long kept = store.sequences().get(0);
        journalEvents(1);

        assertThat(journal.segmentStarts()).containsExactly(1L, kept + 1);
    }

    @Test
    void shouldKeepTheSnapshotOfEverySegmentBesideTheLastThree() {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            while (!journal.isRollNear()) {
                journalEvents(1);
            }
            turn();
            starts.add(0, store.sequences().get(0));
            journalEvents(1);
        }
        for (int i = 0; i < 4; i++) {
            journalEvents(10);
            turn();
        }

        assertThat(store.sequences()).hasSize(5).endsWith(starts.toArray(Long[]::new));
    }

    @Test
    void shouldBeginASegmentWithoutASnapshotWhenItCannotWait() {
        journalEvents(2 * SEGMENT_BYTES / 100);

        assertThat(journal.segmentStarts()).hasSizeGreaterThan(1);
        assertThat(store.sequences()).isEmpty();
    }

    @Test
    void shouldKeepTheStateAtWhichAStartBeganASegment() {
        journalEvents(5);
        long last = recovery.core().eventSequence();
        force.forceNow();
        stop();
        clock.advance(1);
        start(folder.resolve("journal"));

        assertThat(store.sequences()).isEmpty();
        turn();
        assertThat(store.sequences()).containsExactly(last);
        assertThat(journal.segmentStarts()).containsExactly(1L, last + 1);
    }

    /** Settings that are in force already, one event each. */
    private void journalEvents(int count) {
        for (int i = 0; i < count; i++) {
            sequencer.journal((encoder, buffer, receiveTime) ->
                    encoder.coreSettings(buffer, 0, receiveTime, CoreSettings.defaults()));
        }
    }

    private void turn() {
        for (int i = 0; i < 12; i++) {
            agent.doWork();
            sequencer.doWork();
            force.doWork();
        }
    }
}
