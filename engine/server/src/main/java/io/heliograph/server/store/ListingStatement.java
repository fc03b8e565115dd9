package io.heliograph.server.store;

import com.google.protobuf.Timestamp;
import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalOrder;
import io.heliograph.v1.Signal;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;

/**
 * The statement for one page of signals, and its parameters. Pages go by key: no row before them is read.
 *
 * <p>Index: that of the order (signals_pkey, signals_by_bar_end, signals_by_event_time, signals_by_confidence), or
 * signals_by_symbol, signals_by_strategy, signals_buy_or_sell where the filter names one value and the order is by sequence.
 */
final class ListingStatement {
    private final SignalListing listing;
    private final long asOf;
    private final Condition condition;

    ListingStatement(SignalListing listing, long asOf) {
        this.listing = listing;
        this.asOf = asOf;
        this.condition = Condition.of(listing.filter());
    }

    /** Put together from constants alone. */
    String text() {
        SignalOrder order = listing.order();
        String direction = order.descending() ? " DESC" : " ASC";
        return (listing.basic() ? SignalMapper.BASIC_SELECT : SignalMapper.FULL_SELECT)
                + "FROM heliograph.signals s WHERE s.sequence <= :as_of AND " + condition.text()
                + (listing.after().isPresent() ? behind(order) : "")
                + " ORDER BY " + key(order.key()) + direction
                + (order.key() == SignalOrder.Key.SEQUENCE ? "" : ", s.sequence" + direction) + " LIMIT :limit";
    }

    /** The signals of the page, and one more if there is a next page. */
    ResultIterable<Signal> on(Handle handle) {
        return bind(handle.createQuery(text())).map(listing.basic() ? SignalMapper.BASIC : SignalMapper.FULL);
    }

    /** Sets the parameters of {@link #text}. */
    Query bind(Query query) {
        condition.bind(query);
        listing.after().ifPresent(after -> bindBehind(query, after));
        return query.bind("as_of", asOf).bind("limit", listing.size() + 1);
    }

    /** Where the next page begins if this is the last signal of the page. */
    PagePosition position(Signal last) {
        long key = switch (listing.order().key()) {
            case SEQUENCE -> last.getSequence();
            case BAR_END_TIME -> nanos(last.getBarEndTime());
            case EVENT_TIME -> nanos(last.getEventTime());
            case CONFIDENCE -> Double.doubleToRawLongBits(last.hasConfidence() ? last.getConfidence() : -1);
        };
        return new PagePosition(asOf, key, last.getSequence());
    }

    private static String key(SignalOrder.Key key) {
        return switch (key) {
            case SEQUENCE -> "s.sequence";
            case BAR_END_TIME -> "s.bar_end_ns";
            case EVENT_TIME -> "s.event_time_ns";
            case CONFIDENCE -> "coalesce(s.confidence, -1)";
        };
    }

    private static String behind(SignalOrder order) {
        String sign = order.descending() ? " < " : " > ";
        return order.key() == SignalOrder.Key.SEQUENCE
                ? " AND s.sequence" + sign + ":after_sequence"
                : " AND (" + key(order.key()) + ", s.sequence)" + sign + "(:after_key, :after_sequence)";
    }

    private void bindBehind(Query query, PagePosition after) {
        if (listing.order().key() == SignalOrder.Key.CONFIDENCE) {
            query.bind("after_key", Double.longBitsToDouble(after.key()));
        } else if (listing.order().key() != SignalOrder.Key.SEQUENCE) {
            query.bind("after_key", after.key());
        }
        query.bind("after_sequence", after.sequence());
    }

    private static long nanos(Timestamp time) {
        return time.getSeconds() * 1_000_000_000L + time.getNanos();
    }
}
