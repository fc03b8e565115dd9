package io.heliograph.server.faults;

import io.grpc.stub.StreamObserver;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.EngineMarks;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.journal.snapshot.StateCopy;
import io.heliograph.server.Positions;
import io.heliograph.server.ingress.AcknowledgementAgent;
import io.heliograph.server.ingress.Door;
import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.server.ingress.FreeSpace;
import io.heliograph.server.ingress.Levels;
import io.heliograph.server.ingress.PublishDesk;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.ingress.WaitingList;
import io.heliograph.server.publish.OutputPublishing;
import io.heliograph.server.publish.SimulatedDelivery;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.testkit.ManualClock;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** One life of an engine over a journal on files: the agents that the process runs, each driven by hand. */
final class SimulatedEngine {
    private static final int RING_BYTES = 64 * 1024;
    private static final long FORCE_INTERVAL_NS = 50_000_000;
    private static final long FREE_FLOOR = 1_000_000;
    private static final int PUBLISHERS = 4;
    private static final int IN_FLIGHT = 64;

    private final Journal journal;
    private final SignalCore core;
    private final EngineMarks marks;
    private final ForceAgent force;
    private final SequencerAgent sequencer;
    private final AcknowledgementAgent acknowledgements;
    private final PublishDesk door;
    private final OutputPublishing publishing;
    private final Positions positions = new Positions();
    private final FreeSpace space;
    private final Desk desk = new Desk();
    private final SnapshotWriter snapshots;
    private final StateCopy copy = new StateCopy();
    private final ManualClock clock;
    private final List<String> problems = new ArrayList<>();

    private long freeBytes = FREE_FLOOR;
    private boolean hasCopy;
    private boolean isWriting;

    SimulatedEngine(
            Path directory, JournalOptions options, ManualClock clock, ManualClock steady, SimulatedDelivery delivery) {
        this.clock = clock;
        journal = Journal.open(directory, options);
        try {
            SnapshotStore kept = SnapshotStore.in(directory, journal.id());
            Recovery recovery = new Recovery(journal, clock::nowNs, ReplayProgress.NONE, kept, problems::add);
            recovery.replay();
            marks = recovery.begin("simulation");
            core = recovery.core();
            snapshots = new SnapshotWriter(journal, kept, options.forcer());
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
        ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
        Publishers publishers = new Publishers(PUBLISHERS);
        SymbolMap symbols = new SymbolMap(100);
        WaitingList waiting = new WaitingList();
        space = new FreeSpace(() -> freeBytes, FREE_FLOOR, steady::nowNs);
        acknowledgements = new AcknowledgementAgent(waiting, publishers, positions);
        force = new ForceAgent(journal, steady::nowNs, FORCE_INTERVAL_NS, options.forcer());
        door = new PublishDesk(
                new Door(ring, symbols, publishers, clock, steady::nowNs, 5_000_000_000L, IN_FLIGHT, waiting, space),
                new Levels(positions, force::await, false),
                acknowledgements,
                () -> journal.id().toString());
        sequencer = new Sequencing(
                        ring, desk, publishers, symbols, positions, new SignalLatency(), clock, steady::nowNs)
                .start(
                        core,
                        journal.events().appender(),
                        journal.outputs().appender(),
                        CoreSettings.defaults().maxSources());
        if (core.settings() == null) {
            desk.ask(bench -> bench.journal((encoder, buffer, receiveTime) ->
                    encoder.coreSettings(buffer, 0, receiveTime, CoreSettings.defaults())));
            sequencer.doWork();
        }
        publishing = delivery.over(journal, steady::nowNs);
    }

    /** One duty cycle of the sequencer. */
    int sequence() {
        return sequencer.doWork();
    }

    /** One duty cycle of who answers publishers. */
    int acknowledge() {
        return acknowledgements.doWork();
    }

    /** One duty cycle of the force agent, and what it told the rest. */
    int force() {
        int work = force.doWork();
        positions.durable(journal.events().durable(), journal.outputs().durable());
        return work;
    }

    /** One duty cycle of who answers subscribers. */
    int publish() {
        try {
            return publishing.agent().doWork();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /**
     * One duty cycle of who writes snapshots: takes the state, or writes a piece of it once it is forced. A disk that refuses
     * one costs that one, and nothing else.
     */
    int snapshot() {
        try {
            return workOnSnapshot();
        } catch (UncheckedIOException e) {
            isWriting = false;
            return 1;
        }
    }

    private int workOnSnapshot() {
        if (isWriting) {
            isWriting = !snapshots.step();
            return 1;
        }
        if (!hasCopy) {
            copy.take(core, clock.nowNs());
            hasCopy = true;
            return 1;
        }
        if (snapshots.isDurable(copy)) {
            snapshots.begin(copy);
            hasCopy = false;
            isWriting = true;
            return 1;
        }
        return 0;
    }

    /** Says what is free beneath the journal, and has it looked at. */
    void setRoom(boolean hasRoom) {
        freeBytes = hasRoom ? FREE_FLOOR : 0;
        space.look();
    }

    StreamObserver<PublishMarketDataRequest> open(FakeCaller<PublishMarketDataResponse> caller) {
        return door.stream(caller);
    }

    /** Ends as the process does that was asked to: the end is journaled and forced. */
    void stop() {
        sequencer.end(marks::stop);
        force.forceNow();
        leave();
    }

    /** Ends as a process does that is killed: nothing is journaled any more, nothing forced. */
    void leave() {
        snapshots.close();
        publishing.agent().onClose();
        force.onClose();
        journal.close();
    }

    Journal journal() {
        return journal;
    }

    SignalCore core() {
        return core;
    }

    Positions positions() {
        return positions;
    }

    OutputPublishing publishing() {
        return publishing;
    }
}
