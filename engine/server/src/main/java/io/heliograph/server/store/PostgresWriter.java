package io.heliograph.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Writes to PostgreSQL.
 *
 * <p>The cursor is moved first: its row is the lock that keeps a second writer out. A guard closes the connection when a
 * transaction lasts too long, because a server that stops reading blocks us in a write, to which no timeout of the driver
 * applies.
 */
final class PostgresWriter implements BatchWriter {
    /** Several answers are waited for in one transaction. */
    private static final int ANSWERS = 4;

    // Index: dead_letters_pkey. The count is of a table that is nearly always empty.
    private static final String PARK = """
            INSERT INTO heliograph.dead_letters (sequence, epoch, sql_state, problem, record)
            SELECT :sequence, :epoch, :sql_state, :problem, :record
            WHERE (SELECT count(*) FROM heliograph.dead_letters) < :limit
            """;

    private final JournalEnd journal;
    private final StoreLimits limits;
    private final ScheduledExecutorService timer;
    private final DatabasePool pool;

    /** Connects to nothing yet; the timer is the caller's. */
    PostgresWriter(JournalEnd journal, StoreLimits limits, ScheduledExecutorService timer) {
        this.journal = journal;
        this.limits = limits;
        this.timer = timer;
        this.pool = new DatabasePool(address -> Connections.writer(address, limits, timer));
    }

    /** What is done between moving the cursor and the commit. */
    private interface Body {
        void write(Handle handle) throws SQLException;
    }

    @Override
    public void connect(DatabaseAddress address) throws SQLException {
        pool.pointAt(address);
        pool.use(handle -> null);
    }

    @Override
    public void migrate(DatabaseAddress address) {
        Migrations.migrate(address, limits);
    }

    @Override
    public void disconnect() {
        pool.forget();
    }

    @Override
    public Cursor cursor() throws SQLException {
        return pool.use(handle -> Cursor.readOrCreate(handle, journal));
    }

    @Override
    public int setAside(Cursor found, long kept, long event) throws SQLException {
        return pool.use(handle -> VoidRows.move(handle, journal, found, kept, event));
    }

    @Override
    public boolean write(OutputBatch batch, int count, OutputRows rows) throws SQLException {
        return transaction(
                batch,
                count,
                rows.lastCause(),
                handle -> rows.send(handle.getConnection().unwrap(PGConnection.class)));
    }

    @Override
    public boolean park(OutputBatch batch, long event, String sqlState, String problem) throws SQLException {
        byte[] record = new byte[batch.record(0).capacity()];
        batch.record(0).getBytes(0, record);
        return transaction(batch, 1, event, handle -> {
            int parked = handle.createUpdate(PARK)
                    .bind("sequence", batch.sequence(0))
                    .bind("epoch", batch.epoch(0))
                    .bind("sql_state", sqlState)
                    .bind("problem", problem.replace('\0', ' '))
                    .bind("record", record)
                    .bind("limit", limits.deadLetters())
                    .execute();
            if (parked != 1) {
                throw new SQLException(
                        "too many outputs are parked in heliograph.dead_letters: limit=" + limits.deadLetters()
                                + "; find out why, then delete them",
                        "HG001");
            }
        });
    }

    private boolean transaction(OutputBatch batch, int count, long event, Body body) throws SQLException {
        return pool.use(handle -> {
            Connection connection = handle.getConnection();
            ScheduledFuture<?> guard = timer.schedule(
                    () -> abort(connection), ANSWERS * limits.answer().toMillis(), TimeUnit.MILLISECONDS);
            try {
                return handle.inTransaction(transaction -> {
                    if (!Cursor.move(transaction, journal, batch.position(), batch.position() + count, event)) {
                        return false;
                    }
                    body.write(transaction);
                    return true;
                });
            } finally {
                guard.cancel(false);
            }
        });
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection cannot be aborted", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
