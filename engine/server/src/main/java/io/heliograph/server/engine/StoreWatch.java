package io.heliograph.server.engine;

import io.heliograph.server.Positions;
import io.heliograph.server.store.Store;
import org.agrona.concurrent.Agent;

/** Looks how far the store is, and says so to the rest of the engine. */
final class StoreWatch implements Agent {
    private final Store store;
    private final Positions positions;

    /**
     * @param store null where there is none
     */
    StoreWatch(Store store, Positions positions) {
        this.store = store;
        this.positions = positions;
    }

    @Override
    public int doWork() {
        long stored = store == null ? -1 : store.progress().storedOutput();
        if (stored <= positions.storedOutput()) {
            return 0;
        }
        positions.storedOutput(stored);
        return 1;
    }

    @Override
    public String roleName() {
        return "store-watch";
    }
}
