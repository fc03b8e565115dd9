package io.heliograph.server.store;

import java.sql.SQLException;

/** Bugs for what writes to a database that is simulated. */
public enum WriterBug {
    NONE {
        @Override
        SimulatedWriter writer(SimulatedDatabase database, JournalEnd journal) {
            return new SimulatedWriter(database, journal);
        }
    },

    /** Rows are committed first, and the cursor moves in a transaction of its own. */
    CURSOR_APART {
        @Override
        SimulatedWriter writer(SimulatedDatabase database, JournalEnd journal) {
            return new CursorApart(database, journal);
        }
    },

    /** What a database did not take is taken for written. */
    DROPS_ON_ERROR {
        @Override
        SimulatedWriter writer(SimulatedDatabase database, JournalEnd journal) {
            return new Dropping(database, journal);
        }
    };

    abstract SimulatedWriter writer(SimulatedDatabase database, JournalEnd journal);

    private static final class CursorApart extends SimulatedWriter {
        CursorApart(SimulatedDatabase database, JournalEnd journal) {
            super(database, journal);
        }

        @Override
        public boolean write(OutputBatch batch, int count, OutputRows rows) throws SQLException {
            database.transaction(transaction -> {
                insert(transaction, batch, count);
                return true;
            });
            return database.transaction(transaction ->
                    transaction.move(journal, batch.position(), batch.position() + count, rows.lastCause()));
        }
    }

    private static final class Dropping extends SimulatedWriter {
        Dropping(SimulatedDatabase database, JournalEnd journal) {
            super(database, journal);
        }

        @Override
        public boolean write(OutputBatch batch, int count, OutputRows rows) {
            try {
                return super.write(batch, count, rows);
            } catch (SQLException e) {
                return true;
            }
        }
    }
}
