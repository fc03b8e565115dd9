package io.heliograph.server.store;

import io.heliograph.journal.LogReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.CompositeAgent;

/**
 * The store as the engine composes it: an agent that keeps the database equal to the output log, and queries.
 *
 * <p>Nothing is started by making it: the agent's first work reaches the database, so an engine serves before its database
 * is up. The agent's end ({@link Agent#onClose}) stops an embedded database.
 */
public final class Store implements AutoCloseable {
    private static final String UNDEFINED_TABLE = "42P01";

    private final StoreProgress progress = new StoreProgress();
    private final ScheduledThreadPoolExecutor timer;
    private final DatabasePool queries;
    private final StoreAgent agent;
    private final UUID journalId;
    private final StoreLimits limits;
    private final SignalQueries signals;
    private final BarQueries bars;

    private CheckpointWitness witness;

    /** Where the database answered; null before. */
    private DatabaseAddress found;

    /**
     * Makes a store.
     *
     * @param database where the tables are
     * @param outputs the output log; the store's from now on
     * @param journal the journal as recovery found it
     * @param durableEvent last event forced; moved after {@code durableOutput}
     * @param durableOutput last output that is forced with its cause
     */
    public Store(
            Database database,
            LogReader outputs,
            JournalEnd journal,
            LongSupplier durableEvent,
            LongSupplier durableOutput,
            StoreLimits limits) {
        timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, "store-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        journalId = journal.journalId();
        this.limits = limits;
        queries = new DatabasePool(address -> Connections.queries(address, limits, timer));
        agent = new StoreAgent(
                database,
                outputs,
                journal,
                durableEvent,
                durableOutput,
                new RetryPause(limits, System::nanoTime, new SplittableRandom()),
                limits,
                progress,
                this::reached,
                new PostgresWriter(journal, limits, timer));
        signals = new SignalQueries(queries, progress);
        bars = new BarQueries(queries, progress);
    }

    /** Copies signed records too; before its agent works. */
    public void keepCheckpoints(CheckpointSource source) {
        witness = new CheckpointWitness(journalId, source, limits, timer, System::nanoTime);
        if (found != null) {
            witness.pointAt(found);
        }
    }

    /**
     * The epoch of the engine that wrote last; 0 where none did.
     *
     * @throws IOException where the database does not answer
     */
    public static long writtenInEpoch(DatabaseAddress address) throws IOException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Cursor.EPOCH)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0; // nobody ever wrote here
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What writes; needs a thread of its own, for it blocks in the driver. */
    public Agent agent() {
        return witness == null ? agent : new CompositeAgent(agent, witness);
    }

    private void reached(DatabaseAddress address) {
        found = address;
        queries.pointAt(address);
        if (witness != null) {
            witness.pointAt(address);
        }
    }

    /**
     * Connects, and compares the database with the journal; before the agent's thread runs. One that does not answer is
     * tried again by the agent.
     *
     * @throws io.heliograph.server.FatalException if the database is not ours to write, or a newer release's
     */
    public void connect() {
        agent.doWork();
    }

    public SignalQueries queries() {
        return signals;
    }

    public BarQueries bars() {
        return bars;
    }

    /** How far it is; any thread may wait there. */
    public StoreProgress progress() {
        return progress;
    }

    public StoreStatus state() {
        return progress.status();
    }

    /**
     * Ends queries, and the agent with its database if it failed before its end; to be called when its thread is gone.
     */
    @Override
    public void close() {
        agent.onClose();
        queries.close();
        if (witness != null) {
            witness.close();
        }
        timer.shutdownNow();
    }
}
