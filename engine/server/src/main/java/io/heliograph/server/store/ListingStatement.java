package io.heliograph.server.store;

import com.google.protobuf.Timestamp;
import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalOrder;
import io.heliograph.v1.Signal;
import java.sql.PreparedStatement;
import java.sql.SQLException;

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
        this.condition = Condition.of(listing.filter(), asOf);
    }

    /** Put together from constants alone. */
    String text() {
        SignalOrder order = listing.order();
        String direction = order.descending() ? " DESC" : " ASC";
        return "SELECT " + SignalMapper.BASIC + (listing.basic() ? "" : SignalMapper.MORE)
                + " FROM heliograph.signals s WHERE s.sequence <= ? AND " + condition.text()
                + (listing.after().isPresent() ? behind(order) : "")
                + " ORDER BY " + key(order.key()) + direction
                + (order.key() == SignalOrder.Key.SEQUENCE ? "" : ", s.sequence" + direction) + " LIMIT ?";
    }

    void bind(PreparedStatement statement) throws SQLException {
        statement.setLong(1, asOf);
        statement.setLong(2, asOf);
        int next = condition.bind(statement, 3);
        if (listing.after().isPresent()) {
            next = bindBehind(statement, next, listing.after().get());
        }
        // One more than asked for says whether there is a next page.
        statement.setInt(next, listing.size() + 1);
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
                ? " AND s.sequence" + sign + "?"
                : " AND (" + key(order.key()) + ", s.sequence)" + sign + "(?, ?)";
    }

    private int bindBehind(PreparedStatement statement, int index, PagePosition after) throws SQLException {
        int next = index;
        if (listing.order().key() == SignalOrder.Key.CONFIDENCE) {
            statement.setDouble(next++, Double.longBitsToDouble(after.key()));
        } else if (listing.order().key() != SignalOrder.Key.SEQUENCE) {
            statement.setLong(next++, after.key());
        }
        statement.setLong(next++, after.sequence());
        return next;
    }

    private static long nanos(Timestamp time) {
        return time.getSeconds() * 1_000_000_000L + time.getNanos();
    }
}
