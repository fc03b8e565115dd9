package io.heliograph.server.store;

import java.sql.SQLException;

/**
 * Writes outputs and moves the cursor, both in one transaction: the store's agent's way to the tables.
 *
 * <p>Whatever throws leaves it open whether the transaction was committed; the cursor, read again, tells. Owned by the
 * store's thread.
 */
interface BatchWriter extends AutoCloseable {
    /** Goes there, and fails if nobody who takes writes is there. */
    void connect(DatabaseAddress address) throws SQLException;

    /**
     * Brings the tables to the form that this release knows.
     *
     * @throws io.heliograph.server.FatalException if a newer release made them
     */
    void migrate(DatabaseAddress address) throws SQLException;

    /** Forgets the connection, whatever its state. */
    void disconnect();

    /** How far the database is. */
    Cursor cursor() throws SQLException;

    /** Moves away what lies beyond the last output kept; answers how many rows that were. */
    int setAside(Cursor found, long kept, long event) throws SQLException;

    /**
     * Stores the rows of the first {@code count} outputs that wait.
     *
     * @return false if the cursor does not stand where the batch begins; nothing is stored then
     */
    boolean write(OutputBatch batch, int count, OutputRows rows) throws SQLException;

    /**
     * Parks the first output that waits.
     *
     * @return false if the cursor does not stand where the batch begins; nothing is parked then
     */
    boolean park(OutputBatch batch, long event, String sqlState, String problem) throws SQLException;

    @Override
    void close();
}
