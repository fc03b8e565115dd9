package io.heliograph.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * How far a database is, as its one row of {@code heliograph.cursor} says.
 *
 * @param journalId the journal whose outputs it holds
 * @param epoch the epoch of the engine that wrote last
 * @param event sequence of the event that caused the last output; 0 if there is none
 * @param output sequence of the last output; 0 if there is none
 */
record Cursor(UUID journalId, long epoch, long event, long output) {

    // Index: cursor_pkey.
    private static final String READ = """
            SELECT journal_id, epoch, event_sequence, output_sequence
            FROM heliograph.cursor
            WHERE id = 1
            """;

    // Index: cursor_pkey.
    private static final String CREATE = """
            INSERT INTO heliograph.cursor (id, journal_id, epoch, event_sequence, output_sequence)
            VALUES (1, ?, ?, 0, 0)
            ON CONFLICT (id) DO NOTHING
            """;

    // Index: cursor_pkey. Hits nothing where anybody else has moved it: that is the fence.
    private static final String MOVE = """
            UPDATE heliograph.cursor
            SET epoch = ?, event_sequence = ?, output_sequence = ?, moved_at = now()
            WHERE id = 1 AND journal_id = ? AND output_sequence = ? AND epoch <= ?
            """;

    /** Reads it; the first reader of an empty database writes where its journal begins. */
    static Cursor readOrCreate(Connection connection, JournalEnd journal) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            create.setObject(1, journal.journalId());
            create.setLong(2, journal.epoch());
            create.executeUpdate();
        }
        Cursor read = read(connection);
        connection.commit();
        return read;
    }

    static Cursor read(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ);
                ResultSet row = read.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("heliograph.cursor has lost its row", "02000");
            }
            return new Cursor(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** Moves it within the connection's transaction; answers whether it stood where expected. */
    static boolean move(Connection connection, JournalEnd journal, long from, long toOutput, long toEvent)
            throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, journal.epoch());
            move.setLong(2, toEvent);
            move.setLong(3, toOutput);
            move.setObject(4, journal.journalId());
            move.setLong(5, from);
            move.setLong(6, journal.epoch());
            return move.executeUpdate() == 1;
        }
    }
}
