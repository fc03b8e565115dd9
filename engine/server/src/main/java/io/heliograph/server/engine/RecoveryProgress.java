package io.heliograph.server.engine;

import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.rpc.Gate;

/** How far the replay is: written by the thread that replays, read by any. */
final class RecoveryProgress implements ReplayProgress, Gate.Progress {
    private volatile long done;
    private volatile long total;

    @Override
    public void onProgress(long eventsDone, long eventsTotal) {
        total = eventsTotal;
        done = eventsDone;
    }

    @Override
    public long eventsDone() {
        return done;
    }

    @Override
    public long eventsTotal() {
        return total;
    }
}
