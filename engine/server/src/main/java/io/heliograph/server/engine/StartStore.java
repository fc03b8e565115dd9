package io.heliograph.server.engine;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.Positions;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.config.StoreConfig;
import io.heliograph.server.store.Database;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.EarlyDatabase;
import io.heliograph.server.store.EmbeddedDatabase;
import io.heliograph.server.store.JournalEnd;
import io.heliograph.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;

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
     * @param core as the replay left it, before anything new
     */
    static Store make(
            Database database, Surroundings surroundings, Journal journal, SignalCore core, Positions positions) {
        if (database == null) {
            return null;
        }
        return new Store(
                database,
                journal.outputs().openReader(journal.outputs().first() - 1, journal.outputs()::durable),
                new JournalEnd(
                        journal.id(),
                        journal.events().epoch(),
                        core.eventSequence(),
                        core.outputSequence(),
                        journal.outputs()::lastOf,
                        surroundings.concessions().newEpoch()),
                positions::durableEvent,
                positions::durableOutput,
                surroundings.store());
    }

    /** Whether there may be rows to compare the journal with; making a database takes long, and it has none. */
    static boolean mayHoldRows(ServerConfig config) {
        return config.store() instanceof StoreConfig.Outside
                || Files.isDirectory(config.data().resolve("postgres").resolve("data"));
    }

    /** Begins to reach the database, where one is wanted; null with {@code store = none}. The directory is locked. */
    static EarlyDatabase reach(ServerConfig config) {
        return isWanted(config) ? new EarlyDatabase(database(config)) : null;
    }

    /**
     * The epoch of the engine that wrote last into a database.
     *
     * @throws FatalException UNREACHABLE where it does not answer
     */
    static long writtenInEpoch(Database database) {
        try {
            return Store.writtenInEpoch(database.reach());
        } catch (IOException e) {
            throw new FatalException(
                    ExitCode.UNREACHABLE,
                    "expected a database that answers, for --new-epoch is about what it holds, found cause="
                            + e.getMessage(),
                    e);
        }
    }

    private static Database database(ServerConfig config) {
        if (config.store() instanceof StoreConfig.Outside outside) {
            return Database.outside(new DatabaseAddress(
                    outside.url(), outside.user(), outside.password().value()));
        }
        return new EmbeddedDatabase(config.data().resolve("postgres"));
    }
}
