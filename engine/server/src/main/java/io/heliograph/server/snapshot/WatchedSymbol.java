package io.heliograph.server.snapshot;

import io.heliograph.core.Timeframe;
import io.heliograph.v1.Bar;
import io.heliograph.v1.LastQuote;
import io.heliograph.v1.LastTrade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A symbol that somebody follows, as it was read last; shared by all who follow it.
 *
 * <p>Belongs to the snapshot agent's thread; its reading is the sequencer's while a question is under way.
 */
final class WatchedSymbol {
    private final InstrumentReading reading;
    private final Part<LastTrade> trade = new Part<>();
    private final Part<LastQuote> quote = new Part<>();
    private final Part<Bar> open = new Part<>();
    private final Map<Timeframe, Part<Bar>> closed = new HashMap<>();
    private final Map<Timeframe, Integer> closedUsers = new HashMap<>();
    private final Map<SnapshotTerms.Indicators, IndicatorRun> runs = new HashMap<>();

    private boolean isRead;
    private boolean isKnown;
    private long asOf;
    private int watchers;

    WatchedSymbol(String symbol) {
        this.reading = new InstrumentReading(symbol);
    }

    String symbol() {
        return reading.symbol();
    }

    InstrumentReading reading() {
        return reading;
    }

    /** Begins to keep what a subscriber wants. */
    void watch(SnapshotTerms terms) {
        watchers++;
        if (terms.timeframe() != null && closedUsers.merge(terms.timeframe(), 1, Integer::sum) == 1) {
            closed.put(terms.timeframe(), new Part<>());
            isRead = false;
        }
        if (terms.indicators() != null) {
            runs.computeIfAbsent(terms.indicators(), wanted -> new IndicatorRun(wanted.formulas()))
                    .addUser();
        }
    }

    /** Answers whether nobody follows it any more. */
    boolean leave(SnapshotTerms terms) {
        if (terms.timeframe() != null
                && closedUsers.computeIfPresent(terms.timeframe(), (timeframe, users) -> users == 1 ? null : users - 1)
                        == null) {
            closed.remove(terms.timeframe());
        }
        if (terms.indicators() != null && runs.get(terms.indicators()).removeUser()) {
            runs.remove(terms.indicators());
        }
        watchers--;
        return watchers == 0;
    }

    /** The runs there are now; a copy, for others may come while a question is under way. */
    List<IndicatorRun> runs() {
        return List.copyOf(runs.values());
    }

    IndicatorRun run(SnapshotTerms.Indicators indicators) {
        return runs.get(indicators);
    }

    /** Takes what was read in. */
    void take() {
        isRead = true;
        isKnown = reading.isKnown();
        asOf = reading.event();
        if (!isKnown) {
            return;
        }
        trade.set(SnapshotMapper.hasTrade(reading) ? SnapshotMapper.trade(reading) : null);
        quote.set(SnapshotMapper.hasQuote(reading) ? SnapshotMapper.quote(reading) : null);
        open.set(reading.open() == null ? null : SnapshotMapper.open(reading));
        for (int i = 0; i < reading.closedCount(); i++) {
            Part<Bar> wanted = closed.get(reading.timeframe(i));
            if (wanted != null) {
                wanted.set(SnapshotMapper.closed(reading, i));
            }
        }
    }

    /** Whether everything that was asked for was read once. */
    boolean isWhole(SnapshotTerms terms) {
        return isRead
                && (!isKnown
                        || terms.indicators() == null
                        || run(terms.indicators()).isWarm());
    }

    boolean isKnown() {
        return isKnown;
    }

    /** Event as of which it is. */
    long asOf() {
        return asOf;
    }

    Part<LastTrade> trade() {
        return trade;
    }

    Part<LastQuote> quote() {
        return quote;
    }

    Part<Bar> open() {
        return open;
    }

    /** Of a timeframe that somebody follows. */
    Part<Bar> closed(Timeframe timeframe) {
        return closed.get(timeframe);
    }
}
