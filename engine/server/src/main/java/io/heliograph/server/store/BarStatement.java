package io.heliograph.server.store;

import io.heliograph.server.query.BarListing;
import io.heliograph.server.query.PagePosition;
import io.heliograph.v1.Bar;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;

/**
 * The statement for one page of bars, and its parameters. Pages go by key, (start, sequence), which is the order of the
 * ordinals too; no row before them is read. The first page begins behind a place where no bar can be.
 */
final class BarStatement {
    // Index: bars_by_series, forwards.
    private static final String OLDEST_FIRST = BarMapper.SELECT + """
            FROM heliograph.bars
            WHERE symbol = :symbol AND timeframe = :timeframe AND bar_start_ns < :to
                AND (bar_start_ns, sequence) > (:after_start, :after_sequence) AND sequence <= :as_of
            ORDER BY bar_start_ns, sequence
            LIMIT :limit
            """;

    // Index: bars_by_series, backwards.
    private static final String NEWEST_FIRST = BarMapper.SELECT + """
            FROM heliograph.bars
            WHERE symbol = :symbol AND timeframe = :timeframe AND bar_start_ns >= :from
                AND (bar_start_ns, sequence) < (:after_start, :after_sequence) AND sequence <= :as_of
            ORDER BY bar_start_ns DESC, sequence DESC
            LIMIT :limit
            """;

    private final BarListing listing;
    private final long asOf;

    BarStatement(BarListing listing, long asOf) {
        this.listing = listing;
        this.asOf = asOf;
    }

    String text() {
        return listing.descending() ? NEWEST_FIRST : OLDEST_FIRST;
    }

    /** The bars of the page, and one more if there is a next page. */
    ResultIterable<Bar> on(Handle handle) {
        return bind(handle.createQuery(text())).map(new BarMapper());
    }

    /** Sets the parameters of {@link #text}. */
    Query bind(Query query) {
        long edge = listing.descending() ? listing.toNs() : listing.fromNs();
        PagePosition after = listing.after().orElse(new PagePosition(asOf, edge, 0));
        return query.bind("symbol", listing.symbol())
                .bind("timeframe", listing.timeframe())
                .bind(listing.descending() ? "from" : "to", listing.descending() ? listing.fromNs() : listing.toNs())
                .bind("after_start", after.key())
                .bind("after_sequence", after.sequence())
                .bind("as_of", asOf)
                .bind("limit", listing.size() + 1);
    }

    /** Where the next page begins if this is the last bar of the page. */
    PagePosition position(Bar last) {
        return new PagePosition(asOf, BarMapper.nanos(last.getStartTime()), last.getSequence());
    }
}
