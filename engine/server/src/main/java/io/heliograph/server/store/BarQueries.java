package io.heliograph.server.store;

import io.heliograph.server.query.BarListing;
import io.heliograph.server.query.BarPage;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.query.PagePosition;
import io.heliograph.v1.Bar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers questions about stored bars, and how many rows there are. Any thread; calls block.
 *
 * <p>Every list holds as of an output: of later ones it knows nothing. Pages of one list share it.
 */
public final class BarQueries implements BarSource {
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
    private final StoreProgress progress;

    BarQueries(DatabasePool pool, StoreProgress progress) {
        this.pool = pool;
        this.progress = progress;
    }

    @Override
    public void await(long output, long deadlineNs) {
        progress.require(output, deadlineNs);
    }

    @Override
    public BarPage page(BarListing listing) {
        return pool.ask(handle -> {
            long asOf = listing.after().map(PagePosition::asOf).orElseGet(progress::asOf);
            BarStatement list = new BarStatement(listing, asOf);
            List<Bar> bars = list.on(handle).list();
            Optional<PagePosition> following = Optional.empty();
            if (bars.size() > listing.size()) {
                bars.remove(listing.size());
                following = Optional.of(list.position(bars.get(bars.size() - 1)));
            }
            return new BarPage(bars, following, asOf);
        });
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
}
