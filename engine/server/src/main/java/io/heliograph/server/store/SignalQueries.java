package io.heliograph.server.store;

import com.google.protobuf.Timestamp;
import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.QueryRefusal;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalOrder;
import io.heliograph.server.query.SignalPage;
import io.heliograph.server.query.SignalSource;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions about stored signals. Any thread; calls block, for as long as {@link StoreLimits#answer} at most.
 *
 * <p>Every answer holds as of an output: of later ones it knows nothing, endings included. Pages of one list share it.
 */
public final class SignalQueries implements SignalSource {
    private static final Logger LOG = LoggerFactory.getLogger(SignalQueries.class);

    private static final Pattern ID = Pattern.compile("[a-z2-7]{16}");

    // Index: signals_pkey.
    private static final String BY_SEQUENCE =
            "SELECT " + SignalMapper.BASIC + SignalMapper.MORE + " FROM heliograph.signals s WHERE s.sequence = ?";

    // Index: signals_by_id.
    private static final String BY_ID = "SELECT " + SignalMapper.BASIC + SignalMapper.MORE
            + " FROM heliograph.signals s WHERE s.signal_id = ? ORDER BY s.sequence DESC LIMIT 1";

    // Index: signals_by_series.
    private static final String LATEST =
            "SELECT DISTINCT ON (s.strategy, s.timeframe, s.arm) " + SignalMapper.BASIC + SignalMapper.MORE + """
             FROM heliograph.signals s WHERE s.symbol = ? AND s.sequence <= ?
            ORDER BY s.strategy, s.timeframe, s.arm, s.sequence DESC""";

    private final QueryPool pool;
    private final StoreProgress progress;

    SignalQueries(QueryPool pool, StoreProgress progress) {
        this.pool = pool;
        this.progress = progress;
    }

    @Override
    public void await(long output, long deadlineNs) {
        boolean stored;
        try {
            stored = progress.await(output, deadlineNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stored = false;
        }
        if (!stored) {
            long found = Math.max(0, progress.storedOutput());
            throw new QueryRefusal(
                            ErrorReason.ERROR_REASON_STORE_BEHIND,
                            "the store has not come that far: min_sequence=" + output + " stored_sequence=" + found)
                    .with("min_sequence", output)
                    .with("stored_sequence", found);
        }
    }

    @Override
    public SignalPage page(SignalListing listing) {
        try (Connection connection = pool.borrow()) {
            long asOf = listing.after().isPresent() ? listing.after().get().asOf() : asOf();
            return page(connection, listing, asOf);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    // Index: that of the order (signals_pkey, signals_by_bar_end, signals_by_event_time, signals_by_confidence), or
    // signals_by_symbol, signals_by_strategy, signals_buy_or_sell where the filter names one value and the order is by
    // sequence.
    private static SignalPage page(Connection connection, SignalListing listing, long asOf) throws SQLException {
        SignalOrder order = listing.order();
        Condition condition = Condition.of(listing.filter(), asOf);
        String direction = order.descending() ? " DESC" : " ASC";
        String sql = "SELECT " + SignalMapper.BASIC + (listing.basic() ? "" : SignalMapper.MORE)
                + " FROM heliograph.signals s WHERE s.sequence <= ? AND " + condition.text()
                + (listing.after().isPresent() ? behind(order) : "")
                + " ORDER BY " + key(order.key()) + direction
                + (order.key() == SignalOrder.Key.SEQUENCE ? "" : ", s.sequence" + direction) + " LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, asOf);
            statement.setLong(2, asOf);
            int next = condition.bind(statement, 3);
            if (listing.after().isPresent()) {
                next = bindBehind(statement, next, order.key(), listing.after().get());
            }
            // One more than asked for says whether there is a next page.
            statement.setInt(next, listing.size() + 1);
            List<Signal> signals = read(statement, listing.basic());
            Optional<PagePosition> following = Optional.empty();
            if (signals.size() > listing.size()) {
                signals.remove(listing.size());
                following = Optional.of(position(order.key(), signals.get(listing.size() - 1), asOf));
            }
            return new SignalPage(signals, following, asOf);
        }
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

    private static int bindBehind(PreparedStatement statement, int index, SignalOrder.Key key, PagePosition after)
            throws SQLException {
        int next = index;
        if (key == SignalOrder.Key.CONFIDENCE) {
            statement.setDouble(next++, Double.longBitsToDouble(after.key()));
        } else if (key != SignalOrder.Key.SEQUENCE) {
            statement.setLong(next++, after.key());
        }
        statement.setLong(next++, after.sequence());
        return next;
    }

    private static PagePosition position(SignalOrder.Key key, Signal last, long asOf) {
        long value = switch (key) {
            case SEQUENCE -> last.getSequence();
            case BAR_END_TIME -> nanos(last.getBarEndTime());
            case EVENT_TIME -> nanos(last.getEventTime());
            case CONFIDENCE -> Double.doubleToRawLongBits(last.hasConfidence() ? last.getConfidence() : -1);
        };
        return new PagePosition(asOf, value, last.getSequence());
    }

    private static long nanos(Timestamp time) {
        return time.getSeconds() * 1_000_000_000L + time.getNanos();
    }

    /** The signal with this output sequence, in full. */
    public Optional<Signal> bySequence(long sequence) {
        return one(BY_SEQUENCE, sequence);
    }

    /** The newest signal with this id, in full. */
    public Optional<Signal> byId(String signalId) {
        // What is no id names no signal, and not every text can be a parameter.
        return ID.matcher(signalId).matches() ? one(BY_ID, signalId) : Optional.empty();
    }

    /** The latest signal of each strategy, timeframe and arm of a symbol, in full, in that order. */
    public List<Signal> latest(String symbol) {
        if (symbol.indexOf(0) >= 0) {
            return List.of();
        }
        try (Connection connection = pool.borrow();
                PreparedStatement statement = connection.prepareStatement(LATEST)) {
            long asOf = asOf();
            statement.setLong(1, asOf);
            statement.setString(2, symbol);
            statement.setLong(3, asOf);
            return read(statement, false);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private Optional<Signal> one(String sql, Object name) {
        try (Connection connection = pool.borrow();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, asOf());
            statement.setObject(2, name);
            return read(statement, false).stream().findFirst();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static List<Signal> read(PreparedStatement statement, boolean basic) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Signal> signals = new ArrayList<>();
            while (rows.next()) {
                signals.add(SignalMapper.map(rows, basic));
            }
            return signals;
        }
    }

    private long asOf() {
        return Math.max(0, progress.storedOutput());
    }

    static QueryRefusal unavailable(SQLException e) {
        LOG.debug("query failed", e);
        return new QueryRefusal(
                ErrorReason.ERROR_REASON_STORE_UNAVAILABLE,
                "the store cannot be reached now: sql_state=" + e.getSQLState());
    }
}
