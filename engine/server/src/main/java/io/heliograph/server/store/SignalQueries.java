package io.heliograph.server.store;

import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalPage;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.rpc.Rejection;
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
            throw new Rejection(
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

    private static SignalPage page(Connection connection, SignalListing listing, long asOf) throws SQLException {
        ListingStatement list = new ListingStatement(listing, asOf);
        try (PreparedStatement statement = connection.prepareStatement(list.text())) {
            list.bind(statement);
            List<Signal> signals = read(statement, listing.basic());
            Optional<PagePosition> following = Optional.empty();
            if (signals.size() > listing.size()) {
                signals.remove(listing.size());
                following = Optional.of(list.position(signals.get(listing.size() - 1)));
            }
            return new SignalPage(signals, following, asOf);
        }
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

    static Rejection unavailable(SQLException e) {
        LOG.debug("query failed", e);
        return new Rejection(
                ErrorReason.ERROR_REASON_STORE_UNAVAILABLE,
                "the store cannot be reached now: sql_state=" + e.getSQLState());
    }
}
