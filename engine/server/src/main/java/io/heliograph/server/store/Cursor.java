package io.heliograph.server.store;

import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

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
    static final String EPOCH = "SELECT epoch FROM heliograph.cursor WHERE id = 1";

    // Index: cursor_pkey.
    private static final String READ = """
            SELECT journal_id, epoch, event_sequence, output_sequence
            FROM heliograph.cursor
            WHERE id = 1
            """;

    // Index: cursor_pkey.
    private static final String CREATE = """
            INSERT INTO heliograph.cursor (id, journal_id, epoch, event_sequence, output_sequence)
            VALUES (1, :journal, :epoch, 0, 0)
            ON CONFLICT (id) DO NOTHING
            """;

    // Index: cursor_pkey. Hits nothing where anybody else has moved it: that is the fence.
    private static final String MOVE = """
            UPDATE heliograph.cursor
            SET epoch = :epoch, event_sequence = :event, output_sequence = :output, moved_at = now()
            WHERE id = 1 AND journal_id = :journal AND output_sequence = :from AND epoch <= :epoch
            """;

    private static final RowMapper<Cursor> ROW = (row, context) -> new Cursor(
            row.getObject("journal_id", UUID.class),
            row.getLong("epoch"),
            row.getLong("event_sequence"),
            row.getLong("output_sequence"));

    /** Reads it; the first reader of an empty database writes where its journal begins. */
    static Cursor readOrCreate(Handle handle, JournalEnd journal) throws SQLException {
        return handle.inTransaction(transaction -> {
            transaction
                    .createUpdate(CREATE)
                    .bind("journal", journal.journalId())
                    .bind("epoch", journal.epoch())
                    .execute();
            return transaction
                    .createQuery(READ)
                    .map(ROW)
                    .findOne()
                    .orElseThrow(() -> new SQLException("heliograph.cursor has lost its row", "02000"));
        });
    }

    /** Moves it within the handle's transaction; answers whether it stood where expected. */
    static boolean move(Handle handle, JournalEnd journal, long from, long toOutput, long toEvent) {
        return handle.createUpdate(MOVE)
                        .bind("epoch", journal.epoch())
                        .bind("event", toEvent)
                        .bind("output", toOutput)
                        .bind("journal", journal.journalId())
                        .bind("from", from)
                        .execute()
                == 1;
    }
}
