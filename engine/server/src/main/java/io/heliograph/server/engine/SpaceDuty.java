package io.heliograph.server.engine;

import io.heliograph.journal.SpaceAhead;
import io.heliograph.server.ingress.FreeSpace;
import org.agrona.concurrent.Agent;

/** Looks what is free, and while that is enough sets space aside ahead of the logs. */
final class SpaceDuty implements Agent {
    private final FreeSpace free;
    private final SpaceAhead ahead;

    SpaceDuty(FreeSpace free, SpaceAhead ahead) {
        this.free = free;
        this.ahead = ahead;
    }

    @Override
    public int doWork() {
        return free.doWork() + ahead.doWork(!free.isLow());
    }

    @Override
    public String roleName() {
        return IdleModes.SPACE;
    }
}
