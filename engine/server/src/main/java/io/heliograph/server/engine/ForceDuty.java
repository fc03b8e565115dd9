package io.heliograph.server.engine;

import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Journal;
import io.heliograph.server.Positions;
import org.agrona.concurrent.Agent;

/** Forces the logs, says how far they are durable, and forces what is left at the end. */
final class ForceDuty implements Agent {
    private final ForceAgent force;
    private final Journal journal;
    private final Positions positions;

    ForceDuty(ForceAgent force, Journal journal, Positions positions) {
        this.force = force;
        this.journal = journal;
        this.positions = positions;
    }

    @Override
    public int doWork() {
        int work = force.doWork();
        publish();
        return work;
    }

    @Override
    public void onClose() {
        force.forceNow();
        publish();
        force.onClose();
    }

    @Override
    public String roleName() {
        return force.roleName();
    }

    private void publish() {
        long event = journal.events().durable();
        long output = journal.outputs().durable();
        if (event != positions.durableEvent() || output != positions.durableOutput()) {
            positions.durable(event, output);
        }
    }
}
