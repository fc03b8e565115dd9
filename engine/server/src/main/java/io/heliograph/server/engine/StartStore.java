package io.heliograph.server.engine;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.server.Positions;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.config.StoreConfig;
import io.heliograph.server.store.Database;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.EmbeddedDatabase;
import io.heliograph.server.store.JournalEnd;
import io.heliograph.server.store.Store;
import io.heliograph.server.store.StoreLimits;

/** Makes the store that the configuration asks for; nothing is connected before its agent runs. */
final class StartStore {
    private StartStore() {}

    /** Whether there is one to make. */
    static boolean isWanted(ServerConfig config) {
        return !(config.store() instanceof StoreConfig.None);
    }

    /**
     * Makes it, to follow what is durable of a journal; null with {@code store = none}.
     *
     * @param journal recovered
     * @param core as recovery left it
     */
    static Store make(ServerConfig config, StoreLimits limits, Journal journal, SignalCore core, Positions positions) {
        if (!isWanted(config)) {
            return null;
        }
        return new Store(
                database(config),
                journal.outputs().openReader(journal.outputs().first() - 1, journal.outputs()::durable),
                new JournalEnd(journal.id(), core.epoch(), core.eventSequence(), core.outputSequence()),
                positions::durableEvent,
                positions::durableOutput,
                limits);
    }

    private static Database database(ServerConfig config) {
        if (config.store() instanceof StoreConfig.Outside outside) {
            return Database.outside(new DatabaseAddress(
                    outside.url(), outside.user(), outside.password().value()));
        }
        return new EmbeddedDatabase(config.data().resolve("postgres"));
    }
}
