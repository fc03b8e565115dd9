package io.heliograph.server.engine;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.server.Positions;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.testkit.ManualClock;

/** What an engine does beside its events, driven by hand: it forces the logs, and keeps snapshots. */
public final class SimulatedDuties {
    private static final long FORCE_INTERVAL_NS = 50_000_000;
    private static final SnapshotPlan PLAN = new SnapshotPlan(60, 2_000_000_000L);

    private final SignalCore core;
    private final SnapshotStore snapshots;
    private final ForceAgent force;
    private final ForceDuty forcing;
    private final SlowAgent slow;

    /**
     * Has done nothing yet.
     *
     * @param recovery has replayed the journal
     */
    public SimulatedDuties(
            Journal journal,
            Recovery recovery,
            SnapshotStore snapshots,
            Forcer forcer,
            Desk desk,
            Positions positions,
            ManualClock clock,
            ManualClock steady) {
        this.core = recovery.core();
        this.snapshots = snapshots;
        this.force = new ForceAgent(journal, steady::nowNs, FORCE_INTERVAL_NS, forcer);
        this.forcing = new ForceDuty(force, journal, positions);
        this.slow = new SlowAgent(
                desk,
                journal,
                new SnapshotWriter(journal, snapshots, forcer, recovery.digest()),
                force::await,
                positions::appliedEvent,
                recovery.restoredEvent(),
                clock::nowNs,
                steady::nowNs,
                PLAN);
    }

    /** Takes the state with which a new segment begins; before the engine's start is journaled. */
    public void takeAtSegmentStart() {
        slow.takeAtSegmentStart(core, snapshots.sequences());
    }

    /** Asks for the logs to be forced at the next duty. */
    public void forceSoon() {
        force.await();
    }

    /** One duty cycle of who forces. */
    public int force() {
        return forcing.doWork();
    }

    /** One duty cycle of who keeps snapshots. */
    public int keep() {
        return slow.doWork();
    }

    /** Asks for a snapshot, as an operator does. */
    public void askForSnapshot() {
        slow.ask();
    }

    /** Forces what is left and keeps the last state, as at a stop: each has ended before the state is kept. */
    public void end() {
        forcing.onClose();
        slow.onClose();
        slow.keepAtEnd(core);
    }

    /** Forces nothing, keeps nothing: a process that is killed. */
    public void leave() {
        slow.onClose();
        force.onClose();
    }
}
