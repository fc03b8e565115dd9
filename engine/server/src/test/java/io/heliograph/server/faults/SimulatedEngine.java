package io.heliograph.server.faults;

import io.grpc.stub.StreamObserver;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.journal.replay.EngineMarks;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.Positions;
import io.heliograph.server.engine.SimulatedDuties;
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
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.server.store.JournalEnd;
import io.heliograph.server.store.SimulatedStore;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One life of an engine over a journal on files: the agents that the process runs, put together in the order of recovery, each
 * driven by hand.
 */
final class SimulatedEngine {
    private static final int RING_BYTES = 64 * 1024;
    private static final long FREE_FLOOR = 1_000_000;
    private static final int PUBLISHERS = 4;
    private static final int IN_FLIGHT = 64;

    private final Journal journal;
    private final SignalCore core;
    private final EngineMarks marks;
    private final SimulatedStore store;
    private final SimulatedDuties duties;
    private final SequencerAgent sequencer;
    private final AcknowledgementAgent acknowledgements;
    private final PublishDesk door;
    private final OutputPublishing publishing;
    private final Positions positions = new Positions();
    private final FreeSpace space;
    private final Desk desk = new Desk();

    private long freeBytes = FREE_FLOOR;

    /** Starts: recovers the journal, compares it with the database where that answers, and journals the start. */
    SimulatedEngine(SimulatedMachine machine) {
        journal = Journal.open(machine.directory(), machine.options());
        try {
            SnapshotStore kept = SnapshotStore.in(machine.directory(), journal.id());
            Recovery recovery = new Recovery(journal, machine.clock()::nowNs, ReplayProgress.NONE, kept, problem -> {});
            recovery.replay();
            core = recovery.core();
            store = new SimulatedStore(
                    machine.database(),
                    machine.plants().writer(),
                    journal.outputs().openReader(journal.outputs().first() - 1, journal.outputs()::durable),
                    endOfJournal(),
                    positions,
                    machine.steady(),
                    machine.random().nextLong());
            store.doWork();
            duties = new SimulatedDuties(
                    journal,
                    recovery,
                    kept,
                    machine.options().forcer(),
                    desk,
                    positions,
                    machine.clock(),
                    machine.steady());
            duties.takeAtSegmentStart();
            marks = recovery.begin("simulation");
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
        ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
        Publishers publishers = new Publishers(PUBLISHERS);
        SymbolMap symbols = new SymbolMap(100);
        WaitingList waiting = new WaitingList();
        space = new FreeSpace(() -> freeBytes, FREE_FLOOR, machine.steady()::nowNs);
        acknowledgements = new AcknowledgementAgent(waiting, publishers, positions);
        door = new PublishDesk(
                new Door(
                        ring,
                        symbols,
                        publishers,
                        machine.clock(),
                        machine.steady()::nowNs,
                        5_000_000_000L,
                        IN_FLIGHT,
                        waiting,
                        space),
                new Levels(positions, duties::forceSoon, true),
                acknowledgements,
                () -> journal.id().toString());
        sequencer = new Sequencing(
                        ring,
                        desk,
                        publishers,
                        symbols,
                        positions,
                        new SignalLatency(),
                        machine.clock(),
                        machine.steady()::nowNs)
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
        publishing = machine.delivery().over(journal, store::storedOutput, machine.steady()::nowNs);
    }

    private JournalEnd endOfJournal() {
        return new JournalEnd(
                journal.id(),
                journal.events().epoch(),
                core.eventSequence(),
                core.outputSequence(),
                journal.outputs()::lastOf,
                false);
    }

    /** One duty cycle of the sequencer. */
    int sequence() {
        return sequencer.doWork();
    }

    /** One duty cycle of who answers publishers. */
    int acknowledge() {
        return acknowledgements.doWork();
    }

    /** One duty cycle of who forces, and keeps the state. */
    SimulatedDuties duties() {
        return duties;
    }

    /** One duty cycle of who writes to the database. */
    int store() {
        return store.doWork();
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

    /** Says what is free beneath the journal, and has it looked at. */
    void setRoom(boolean hasRoom) {
        freeBytes = hasRoom ? FREE_FLOOR : 0;
        space.look();
    }

    StreamObserver<PublishMarketDataRequest> open(FakeCaller<PublishMarketDataResponse> caller) {
        return door.stream(caller);
    }

    /** Ends as the process does that was asked to: the end is journaled and forced, the state kept. */
    void stop() {
        sequencer.end(marks::stop);
        duties.end();
        leave();
    }

    /** Ends as a process does that is killed: nothing is journaled any more, nothing forced. */
    void leave() {
        duties.leave();
        publishing.agent().onClose();
        store.close();
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

    /** What the sequencer can be asked. */
    Desk desk() {
        return desk;
    }
}
