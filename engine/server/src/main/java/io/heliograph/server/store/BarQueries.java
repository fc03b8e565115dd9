package io.heliograph.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
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
            WHERE symbol = :symbol AND timeframe = :timeframe AND bar_start_ns < :to
                AND (bar_start_ns, sequence) > (:from, :behind)
            ORDER BY bar_start_ns, sequence
            LIMIT :limit
            """;

    // Index: the primary keys, which are counted whole; for reports and tests, never on a path that somebody waits for.
    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM heliograph.bars) AS bars,
                (SELECT count(*) FROM heliograph.signals) AS signals,
                (SELECT count(*) FROM heliograph.outcomes) AS outcomes,
                (SELECT count(*) FROM heliograph.faults) AS faults,
                (SELECT count(*) FROM heliograph.dead_letters) AS dead_letters
            """;

    private static final List<String> TABLES = List.of("bars", "signals", "outcomes", "faults", "dead_letters");

    private final DatabasePool pool;

    BarQueries(DatabasePool pool) {
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
        return pool.ask(handle -> handle.createQuery(SERIES)
                .bind("symbol", symbol)
                .bind("timeframe", timeframe)
                .bind("to", toNs)
                .bind("from", startNs)
                .bind("behind", sequence)
                .bind("limit", limit)
                .map((row, context) -> bar(row))
                .list());
    }

    /** Rows of each table that holds outputs, by its name. */
    public Map<String, Long> counts() {
        return pool.ask(handle ->
                handle.createQuery(COUNTS).map((row, context) -> countsOf(row)).one());
    }

    private static Map<String, Long> countsOf(ResultSet row) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : TABLES) {
            counts.put(table, row.getLong(table));
        }
        return counts;
    }

    private static StoredBar bar(ResultSet row) throws SQLException {
        double wap = row.getDouble("wap");
        boolean unweighted = row.wasNull();
        return new StoredBar(
                row.getLong("sequence"),
                row.getString("symbol"),
                row.getString("timeframe"),
                row.getLong("bar_start_ns"),
                row.getLong("bar_end_ns"),
                row.getLong("ordinal"),
                row.getDouble("open_price"),
                row.getDouble("high_price"),
                row.getDouble("low_price"),
                row.getDouble("close_price"),
                row.getDouble("volume"),
                unweighted ? Double.NaN : wap,
                row.getLong("trades"),
                row.getString("origin"),
                row.getInt("flags"));
    }
}
