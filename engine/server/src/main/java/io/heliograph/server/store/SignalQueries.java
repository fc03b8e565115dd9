package io.heliograph.server.store;

import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalPage;
import io.heliograph.server.query.SignalSource;
import io.heliograph.v1.Signal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Answers questions about stored signals. Any thread; calls block, for as long as {@link StoreLimits#answer} at most.
 *
 * <p>Every answer holds as of an output: of later ones it knows nothing, endings included. Pages of one list share it.
 */
public final class SignalQueries implements SignalSource {
    private static final Pattern ID = Pattern.compile("[a-z2-7]{16}");

    // Index: signals_pkey.
    private static final String BY_SEQUENCE = SignalMapper.FULL_SELECT + """
            FROM heliograph.signals s
            WHERE s.sequence = :name
            """;

    // Index: signals_by_id.
    private static final String BY_ID = SignalMapper.FULL_SELECT + """
            FROM heliograph.signals s
            WHERE s.signal_id = :name
            ORDER BY s.sequence DESC
            LIMIT 1
            """;

    // Index: signals_by_series.
    private static final String LATEST = """
            SELECT DISTINCT ON (s.strategy, s.timeframe, s.arm)
            """ + SignalMapper.FULL_COLUMNS + """
            FROM heliograph.signals s
            WHERE s.symbol = :symbol AND s.sequence <= :as_of
            ORDER BY s.strategy, s.timeframe, s.arm, s.sequence DESC
            """;

    private final DatabasePool pool;
    private final StoreProgress progress;

    SignalQueries(DatabasePool pool, StoreProgress progress) {
        this.pool = pool;
        this.progress = progress;
    }

    @Override
    public void await(long output, long deadlineNs) {
        progress.require(output, deadlineNs);
    }

    @Override
    public SignalPage page(SignalListing listing) {
        return pool.ask(handle -> {
            long asOf = listing.after().isPresent() ? listing.after().get().asOf() : asOf();
            return page(handle, new ListingStatement(listing, asOf), listing.size(), asOf);
        });
    }

    private static SignalPage page(Handle handle, ListingStatement list, int size, long asOf) {
        List<Signal> signals = list.on(handle).list();
        Optional<PagePosition> following = Optional.empty();
        if (signals.size() > size) {
            signals.remove(size);
            following = Optional.of(list.position(signals.get(size - 1)));
        }
        return new SignalPage(signals, following, asOf);
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
        return pool.ask(handle -> handle.createQuery(LATEST)
                .bind("as_of", asOf())
                .bind("symbol", symbol)
                .map(SignalMapper.FULL)
                .list());
    }

    private Optional<Signal> one(String sql, Object name) {
        return pool.ask(handle -> handle.createQuery(sql)
                .bind("as_of", asOf())
                .bind("name", name)
                .map(SignalMapper.FULL)
                .findOne());
    }

    private long asOf() {
        return progress.asOf();
    }
}
