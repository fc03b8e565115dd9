package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Checks that a database holds every output up to its cursor once, in one table, and that each row says what the log says: made
 * a record again it is the same bytes.
 */
public final class RowsCheck {
    private static final List<String> TABLES = List.of("bars", "signals", "outcomes", "faults", "dead_letters");

    // Index: none; the whole of a test.
    private static final String COUNT = """
            SELECT (SELECT count(*) FROM heliograph.bars) + (SELECT count(*) FROM heliograph.signals)
                + (SELECT count(*) FROM heliograph.outcomes) + (SELECT count(*) FROM heliograph.faults)
                + (SELECT count(*) FROM heliograph.dead_letters)
            """;

    private RowsCheck() {}

    /**
     * Compares the rows behind an output with the log, and counts all of them.
     *
     * @param outputs the log; goes at least as far as the cursor
     * @param after the last output that was compared before; 0 for none
     * @return where the cursor stands
     */
    public static long check(DatabaseAddress address, Log outputs, long after) {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            // One snapshot for all, so that it may be checked while rows come.
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            long cursor = number(statement, "SELECT output_sequence FROM heliograph.cursor");
            Map<Long, byte[]> rows = rows(statement, after);
            assertThat(rows).as("distinct rows behind output=%d", after).hasSize((int) (cursor - after));
            assertThat(number(statement, COUNT)).as("rows = cursor").isEqualTo(cursor);
            compare(outputs, after, cursor, rows);
            return cursor;
        } catch (SQLException e) {
            throw new AssertionError("the rows cannot be read", e);
        }
    }

    private static Map<Long, byte[]> rows(Statement statement, long after) throws SQLException {
        RowRecords records = new RowRecords();
        Map<Long, byte[]> rows = new HashMap<>();
        for (String table : TABLES) {
            try (ResultSet row =
                    statement.executeQuery("SELECT * FROM heliograph." + table + " WHERE sequence > " + after)) {
                while (row.next()) {
                    long sequence = row.getLong("sequence");
                    byte[] twice = rows.put(sequence, records.record(table, row));
                    assertThat(twice)
                            .as("the row of sequence=%d in a second table=%s", sequence, table)
                            .isNull();
                }
            }
        }
        return rows;
    }

    private static void compare(Log outputs, long after, long cursor, Map<Long, byte[]> rows) {
        HexFormat hex = HexFormat.of();
        try (LogReader reader = outputs.openReader(after, () -> cursor)) {
            while (reader.position() < cursor) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            byte[] logged = new byte[length];
                            buffer.getBytes(offset, logged);
                            byte[] stored = rows.get(sequence);
                            assertThat(stored)
                                    .as("the row of sequence=%d", sequence)
                                    .isNotNull();
                            assertThat(hex.formatHex(stored))
                                    .as("sequence=%d", sequence)
                                    .isEqualTo(hex.formatHex(logged));
                        },
                        256);
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getLong(1);
        }
    }
}
