package io.heliograph.server.store;

import io.heliograph.journal.LogReader;
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
    private final StoreProgress progress = new StoreProgress();
    private final ScheduledThreadPoolExecutor timer;
    private final DatabasePool queries;
    private final StoreAgent agent;
    private final UUID journalId;
    private final StoreLimits limits;
    private final SignalQueries signals;
    private final BarQueries bars;

    private CheckpointWitness witness;

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
                System::nanoTime,
                limits,
                progress,
                this::reached,
                new BatchWriter(journal, limits, timer));
        signals = new SignalQueries(queries, progress);
        bars = new BarQueries(queries, progress);
    }

    /** Copies signed records too; before its agent works. */
    public void keepCheckpoints(CheckpointSource source) {
        witness = new CheckpointWitness(journalId, source, limits, timer, System::nanoTime);
    }

    /** What writes; needs a thread of its own, for it blocks in the driver. */
    public Agent agent() {
        return witness == null ? agent : new CompositeAgent(agent, witness);
    }

    private void reached(DatabaseAddress address) {
        queries.pointAt(address);
        if (witness != null) {
            witness.pointAt(address);
        }
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
