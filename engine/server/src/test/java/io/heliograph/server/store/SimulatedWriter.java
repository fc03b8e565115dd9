package io.heliograph.server.store;

import java.sql.SQLException;

/** Writes to a database that is simulated, as {@link PostgresWriter} does to PostgreSQL. */
class SimulatedWriter implements BatchWriter {
    final SimulatedDatabase database;
    final JournalEnd journal;

    SimulatedWriter(SimulatedDatabase database, JournalEnd journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public void connect(DatabaseAddress address) throws SQLException {
        database.ping();
    }

    @Override
    public void migrate(DatabaseAddress address) throws SQLException {
        database.ping();
    }

    @Override
    public void disconnect() {
        // A transaction that was not committed is gone with what threw.
    }

    @Override
    public Cursor cursor() throws SQLException {
        return database.readOrCreate(journal);
    }

    @Override
    public int setAside(Cursor found, long kept, long event) {
        throw new AssertionError("nobody asked for a new epoch: cursor=" + found + " kept=" + kept);
    }

    @Override
    public boolean write(OutputBatch batch, int count, OutputRows rows) throws SQLException {
        return database.transaction(transaction -> {
            if (!transaction.move(journal, batch.position(), batch.position() + count, rows.lastCause())) {
                return false;
            }
            insert(transaction, batch, count);
            return true;
        });
    }

    static void insert(SimulatedDatabase.Transaction transaction, OutputBatch batch, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            transaction.insert(batch.sequence(i), batch.record(i));
        }
    }

    @Override
    public boolean park(OutputBatch batch, long event, String sqlState, String problem) throws SQLException {
        return database.transaction(transaction -> {
            if (!transaction.move(journal, batch.position(), batch.position() + 1, event)) {
                return false;
            }
            transaction.park(batch.sequence(0), batch.record(0));
            return true;
        });
    }

    @Override
    public void close() {
        disconnect();
    }
}
