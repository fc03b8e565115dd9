package io.heliograph.server.store;

import io.heliograph.journal.LogReader;
import io.heliograph.server.Positions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** The store of one life of an engine, over a database that is simulated. */
public final class SimulatedStore {
    private static final StoreLimits LIMITS =
            new StoreLimits(16, 1_000, Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofSeconds(1), 1);
    private static final DatabaseAddress ADDRESS = new DatabaseAddress("jdbc:postgresql://simulated", "nobody", "");

    private final StoreProgress progress = new StoreProgress();
    private final Positions positions;
    private final StoreAgent agent;

    /**
     * Connects to nothing yet.
     *
     * @param bug what is wrong with what writes to it
     * @param outputs the output log; the store's from now on
     * @param seed of what shortens the pauses between attempts
     */
    public SimulatedStore(
            SimulatedDatabase database,
            WriterBug bug,
            LogReader outputs,
            JournalEnd journal,
            Positions positions,
            LongSupplier nanoTime,
            long seed) {
        this.positions = positions;
        this.agent = new StoreAgent(
                Database.outside(ADDRESS),
                outputs,
                journal,
                positions::durableEvent,
                positions::durableOutput,
                new RetryPause(LIMITS, nanoTime, new SplittableRandom(seed)),
                LIMITS,
                progress,
                address -> {},
                bug.writer(database, journal));
    }

    /** One duty cycle, of which the rest of the engine then hears. */
    public int doWork() {
        int work = agent.doWork();
        positions.storedOutput(Math.max(positions.storedOutput(), progress.storedOutput()));
        return work;
    }

    /** Sequence of the last output known to be stored; -1 before the database was reached. */
    public long storedOutput() {
        return progress.storedOutput();
    }

    public void close() {
        agent.onClose();
    }
}
