package io.heliograph.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers questions about stored bars, and how many rows there are. Any thread; calls block. */
public final class BarQueries {
    // Index: bars_by_series.
    private static final String SERIES = """
            SELECT sequence, symbol, timeframe, bar_start_ns, bar_end_ns, ordinal, open_price, high_price, low_price,
                close_price, volume, wap, trades, origin, flags
            FROM heliograph.bars
            WHERE symbol = ? AND timeframe = ? AND bar_start_ns < ? AND (bar_start_ns, sequence) > (?, ?)
            ORDER BY bar_start_ns, sequence
            LIMIT ?
            """;

    // Index: the primary keys, which are counted whole; for reports and tests, never on a path that somebody waits for.
    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM heliograph.bars) AS bars,
                (SELECT count(*) FROM heliograph.signals) AS signals,
                (SELECT count(*) FROM heliograph.outcomes) AS outcomes,
                (SELECT count(*) FROM heliograph.faults) AS faults,
                (SELECT count(*) FROM heliograph.dead_letters) AS dead_letters
            """;

    private final QueryPool pool;

    BarQueries(QueryPool pool) {
        this.pool = pool;
    }

    /**
     * Bars of a symbol and timeframe by start, ascending.
     *
     * @param timeframe in its shortest text, such as 1h
     * @param fromNs bars that start at or after it
     * @param toNs bars that start before it
     * @param limit how many at most, 1 to 10,000; go on behind the last with {@link #after}
     */
    public List<StoredBar> between(String symbol, String timeframe, long fromNs, long toNs, int limit) {
        return read(symbol, timeframe, fromNs, -1, toNs, limit);
    }

    /** Bars behind another one. */
    public List<StoredBar> after(StoredBar last, long toNs, int limit) {
        return read(last.symbol(), last.timeframe(), last.startNs(), last.sequence(), toNs, limit);
    }

    private List<StoredBar> read(String symbol, String timeframe, long startNs, long sequence, long toNs, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("expected 1 to 10000: limit=" + limit);
        }
        try (Connection connection = pool.borrow();
                PreparedStatement statement = connection.prepareStatement(SERIES)) {
            statement.setString(1, symbol);
            statement.setString(2, timeframe);
            statement.setLong(3, toNs);
            statement.setLong(4, startNs);
            statement.setLong(5, sequence);
            statement.setInt(6, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<StoredBar> bars = new ArrayList<>();
                while (row.next()) {
                    bars.add(map(row));
                }
                return bars;
            }
        } catch (SQLException e) {
            throw SignalQueries.unavailable(e);
        }
    }

    private static StoredBar map(ResultSet row) throws SQLException {
        double wap = row.getDouble(12);
        boolean unweighted = row.wasNull();
        return new StoredBar(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getDouble(10),
                row.getDouble(11),
                unweighted ? Double.NaN : wap,
                row.getLong(13),
                row.getString(14),
                row.getInt(15));
    }

    /** Rows of each table that holds outputs, by its name. */
    public Map<String, Long> counts() {
        try (Connection connection = pool.borrow();
                PreparedStatement statement = connection.prepareStatement(COUNTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                counts.put(row.getMetaData().getColumnName(i), row.getLong(i));
            }
            return counts;
        } catch (SQLException e) {
            throw SignalQueries.unavailable(e);
        }
    }
}
