package io.heliograph.server.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Moves the rows that lie beyond a journal's end to tables of their own, with the cursor, in one transaction. */
final class VoidRows {
    // Index of each: the primary key of its table.
    private static final List<String> MOVES = List.of("""
            WITH beyond AS (DELETE FROM heliograph.bars WHERE sequence > :output RETURNING *)
            INSERT INTO heliograph.bars_void SELECT beyond.*, :epoch, now() FROM beyond
            """, """
            WITH beyond AS (DELETE FROM heliograph.signals WHERE sequence > :output RETURNING *)
            INSERT INTO heliograph.signals_void SELECT beyond.*, :epoch, now() FROM beyond
            """, """
            WITH beyond AS (DELETE FROM heliograph.outcomes WHERE sequence > :output RETURNING *)
            INSERT INTO heliograph.outcomes_void SELECT beyond.*, :epoch, now() FROM beyond
            """, """
            WITH beyond AS (DELETE FROM heliograph.faults WHERE sequence > :output RETURNING *)
            INSERT INTO heliograph.faults_void SELECT beyond.*, :epoch, now() FROM beyond
            """, """
            WITH beyond AS (DELETE FROM heliograph.dead_letters WHERE sequence > :output RETURNING *)
            INSERT INTO heliograph.dead_letters_void SELECT beyond.*, :epoch, now() FROM beyond
            """);

    // Index: cursor_pkey. Hits nothing where anybody else has moved it since it was read.
    private static final String CURSOR = """
            UPDATE heliograph.cursor
            SET epoch = :epoch, event_sequence = :event, output_sequence = :output, moved_at = now()
            WHERE id = 1 AND journal_id = :journal AND output_sequence = :from AND epoch < :epoch
            """;

    private VoidRows() {}

    /**
     * Moves them; answers how many rows that were.
     *
     * @param found the cursor as it was read
     * @param kept last output that the journal keeps of those stored
     * @param event last event that may have caused one of those
     */
    static int move(Handle handle, JournalEnd journal, Cursor found, long kept, long event) {
        return handle.inTransaction(transaction -> {
            int moved = transaction
                    .createUpdate(CURSOR)
                    .bind("epoch", journal.epoch())
                    .bind("event", event)
                    .bind("output", kept)
                    .bind("journal", journal.journalId())
                    .bind("from", found.output())
                    .execute();
            if (moved != 1) {
                throw new IllegalStateException("somebody else moved the cursor: expected=" + found);
            }
            int rows = 0;
            for (String move : MOVES) {
                rows += transaction
                        .createUpdate(move)
                        .bind("output", kept)
                        .bind("epoch", journal.epoch())
                        .execute();
            }
            return rows;
        });
    }
}
