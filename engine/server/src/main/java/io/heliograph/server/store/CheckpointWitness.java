package io.heliograph.server.store;

import io.heliograph.journal.seal.SealRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies signed records into the table {@code checkpoints}, on the store's thread with a connection of its own.
 *
 * <p>Outputs do not wait for it: what fails here is told once, and tried again after a pause.
 */
final class CheckpointWitness implements Agent, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWitness.class);
    private static final long PAUSE_NS = 10_000_000_000L;
    private static final int MOST_RECORDS = 1_000;

    // Index: checkpoints_pkey.
    private static final String LAST =
            "SELECT coalesce(max(number), 0) FROM heliograph.checkpoints WHERE journal_id = :journal";

    // Index: checkpoints_pkey.
    private static final String INSERT = """
            INSERT INTO heliograph.checkpoints (journal_id, number, digest, made_at, made_at_ns, key, record)
            VALUES (:journal, :number, :digest, :made_at, :made_at_ns, :key, :record)
            ON CONFLICT DO NOTHING
            """;

    private static final long UNKNOWN = -1;

    private final UUID journalId;
    private final CheckpointSource source;
    private final DatabasePool pool;
    private final LongSupplier nanoTime;

    private boolean isReached;
    private boolean hasFailed;
    private long copied = UNKNOWN;
    private long retryAtNs;

    CheckpointWitness(
            UUID journalId,
            CheckpointSource source,
            StoreLimits limits,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.journalId = journalId;
        this.source = source;
        this.pool = new DatabasePool(address -> Connections.writer(address, limits, timer));
        this.nanoTime = nanoTime;
        this.retryAtNs = nanoTime.getAsLong();
    }

    /** The tables are there; on the store's thread. */
    void pointAt(DatabaseAddress address) {
        pool.pointAt(address);
        isReached = true;
    }

    @Override
    public int doWork() {
        if (!isReached || source.latest() <= copied || nanoTime.getAsLong() - retryAtNs < 0) {
            return 0;
        }
        try {
            if (copied == UNKNOWN) {
                copied = last();
                return 1;
            }
            return copy();
        } catch (SQLException e) {
            copied = UNKNOWN;
            retryAtNs = nanoTime.getAsLong() + PAUSE_NS;
            pool.forget();
            if (!hasFailed) {
                LOG.warn("checkpoints are not copied to the database for now: {}", e.getMessage());
            }
            hasFailed = true;
            return 0;
        }
    }

    private long last() throws SQLException {
        return pool.use(handle -> handle.createQuery(LAST)
                .bind("journal", journalId)
                .mapTo(Long.class)
                .one());
    }

    private int copy() throws SQLException {
        List<SealRecord> some = source.after(copied, MOST_RECORDS);
        if (some.isEmpty()) {
            return 0;
        }
        pool.use(handle -> {
            insert(handle, some);
            return null;
        });
        copied = some.get(some.size() - 1).number();
        hasFailed = false;
        return some.size();
    }

    private void insert(Handle handle, List<SealRecord> records) {
        try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
            for (SealRecord record : records) {
                batch.bind("journal", record.journalId())
                        .bind("number", record.number())
                        .bind("digest", record.digest())
                        .bind("made_at", time(record.timeNs()))
                        .bind("made_at_ns", record.timeNs())
                        .bind("key", record.keyName())
                        .bind("record", record.bytes())
                        .add();
            }
            batch.execute();
        }
    }

    private static OffsetDateTime time(long ns) {
        return Instant.ofEpochSecond(0, ns).atOffset(ZoneOffset.UTC);
    }

    @Override
    public String roleName() {
        return "store-witness";
    }

    @Override
    public void close() {
        pool.close();
    }
}
