package io.heliograph.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Writes outputs and moves the cursor, both in one transaction.
 *
 * <p>The cursor is moved first: its row is the lock that keeps a second writer out. A guard closes the connection when a
 * transaction lasts too long, because a server that stops reading blocks us in a write, to which no timeout of the driver
 * applies.
 */
final class BatchWriter {
    /** Several answers are waited for in one transaction. */
    private static final int ANSWERS = 4;

    // Index: dead_letters_pkey. The count is of a table that is nearly always empty.
    private static final String PARK = """
            INSERT INTO heliograph.dead_letters (sequence, epoch, sql_state, problem, record)
            SELECT ?, ?, ?, ?, ?
            WHERE (SELECT count(*) FROM heliograph.dead_letters) < ?
            """;

    private final JournalEnd journal;
    private final StoreLimits limits;
    private final ScheduledExecutorService timer;

    BatchWriter(JournalEnd journal, StoreLimits limits, ScheduledExecutorService timer) {
        this.journal = journal;
        this.limits = limits;
        this.timer = timer;
    }

    /** What is done between moving the cursor and the commit. */
    private interface Body {
        void write() throws SQLException;
    }

    /**
     * Stores the rows of the first {@code count} outputs that wait.
     *
     * @return false if the cursor does not stand where the batch begins; nothing is stored then
     */
    boolean write(Connection connection, OutputBatch batch, int count, OutputRows rows) throws SQLException {
        return transaction(
                connection, batch, count, rows.lastCause(), () -> rows.send(connection.unwrap(PGConnection.class)));
    }

    /** Parks the first output that waits. */
    boolean park(Connection connection, OutputBatch batch, long event, String sqlState, String problem)
            throws SQLException {
        return transaction(connection, batch, 1, event, () -> {
            byte[] record = new byte[batch.record(0).capacity()];
            batch.record(0).getBytes(0, record);
            try (PreparedStatement park = connection.prepareStatement(PARK)) {
                park.setLong(1, batch.sequence(0));
                park.setLong(2, batch.epoch(0));
                park.setString(3, sqlState);
                park.setString(4, problem.replace('\0', ' '));
                park.setBytes(5, record);
                park.setInt(6, limits.deadLetters());
                if (park.executeUpdate() != 1) {
                    throw new SQLException(
                            "too many outputs are parked in heliograph.dead_letters: limit=" + limits.deadLetters()
                                    + "; find out why, then delete them",
                            "HG001");
                }
            }
        });
    }

    private boolean transaction(Connection connection, OutputBatch batch, int count, long event, Body body)
            throws SQLException {
        ScheduledFuture<?> guard = timer.schedule(
                () -> abort(connection), ANSWERS * limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!Cursor.move(connection, journal, batch.position(), batch.position() + count, event)) {
                connection.rollback();
                return false;
            }
            body.write();
            connection.commit();
            return true;
        } finally {
            guard.cancel(false);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection cannot be aborted", e);
        }
    }
}
