package io.heliograph.server.engine;

import io.heliograph.server.store.Store;
import io.heliograph.v1.StoreState;
import io.heliograph.v1.StoreStatus;

/** How the store is, in the words of the API: callers must not learn the states that only the projection knows. */
final class StoreStatusMapper {
    private StoreStatusMapper() {}

    /**
     * Maps the status; any thread.
     *
     * @param isWanted whether the configuration asks for a store
     * @param store null as long as there is none
     */
    static StoreStatus status(boolean isWanted, Store store) {
        if (!isWanted) {
            return StoreStatus.newBuilder()
                    .setState(StoreState.STORE_STATE_DISABLED)
                    .build();
        }
        return store == null
                ? StoreStatus.newBuilder()
                        .setState(StoreState.STORE_STATE_STARTING)
                        .build()
                : status(store.state());
    }

    private static StoreStatus status(io.heliograph.server.store.StoreStatus now) {
        StoreState state = switch (now.state()) {
            case STARTING -> StoreState.STORE_STATE_STARTING;
            case RUNNING -> StoreState.STORE_STATE_UP;
            case AWAY, REFUSED, CLOSED -> StoreState.STORE_STATE_DOWN;
        };
        return StoreStatus.newBuilder()
                .setState(state)
                .setStoredOutputSequence(Math.max(0, now.storedOutput()))
                .setMessage(now.reason())
                .build();
    }
}
