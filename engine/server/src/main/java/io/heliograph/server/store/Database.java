package io.heliograph.server.store;

import java.io.IOException;

/** Where the store's tables are: in a server of our own, or in one that somebody else runs. Owned by the store's thread. */
public interface Database extends AutoCloseable {
    /**
     * Answers where the database is now, after starting it if that is ours to do; blocks as long as that takes.
     *
     * @throws IOException if it cannot be started now; trying again later may help
     */
    DatabaseAddress reach() throws IOException;

    /** Stops what {@link #reach} started; nothing where it started nothing. */
    @Override
    void close();

    /** A database that somebody else runs. */
    static Database outside(DatabaseAddress address) {
        return new Database() {
            @Override
            public DatabaseAddress reach() {
                return address;
            }

            @Override
            public void close() {
                // Not ours to stop.
            }
        };
    }
}
