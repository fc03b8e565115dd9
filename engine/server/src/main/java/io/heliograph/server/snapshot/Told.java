package io.heliograph.server.snapshot;

import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.Bar;
import io.heliograph.v1.MarketSnapshotUpdate;

/** What one subscriber was told of one symbol: the versions of its parts. Belongs to the snapshot agent's thread. */
final class Told {
    private final WatchedSymbol symbol;
    private final SnapshotTerms terms;

    private boolean isTold;
    private boolean isKnown;
    private long trade;
    private long quote;
    private long open;
    private long closed;
    private long indicators;

    Told(WatchedSymbol symbol, SnapshotTerms terms) {
        this.symbol = symbol;
        this.terms = terms;
    }

    /** What is new: all of it the first time; null where nothing is. From now on it is told. */
    MarketSnapshotUpdate news() {
        boolean isFull = !isTold || isKnown != symbol.isKnown();
        isTold = true;
        isKnown = symbol.isKnown();
        MarketSnapshotUpdate.Builder update = MarketSnapshotUpdate.newBuilder().setFull(isFull);
        boolean isNew = isFull;
        if (isKnown) {
            isNew |= addMarket(update);
            isNew |= addOpenBar(update);
            isNew |= terms.timeframe() != null && addClosedBar(update);
            isNew |= terms.indicators() != null && addIndicators(update);
        } else {
            update.setError(StatusMapper.toErrorInfo(SnapshotMapper.unknown(symbol.symbol())));
        }
        return isNew
                ? update.setSymbol(symbol.symbol()).setAsOfEvent(symbol.asOf()).build()
                : null;
    }

    private boolean addMarket(MarketSnapshotUpdate.Builder update) {
        boolean isNew = false;
        if (symbol.trade().version() != trade) {
            trade = symbol.trade().version();
            update.setLastTrade(symbol.trade().value());
            isNew = true;
        }
        if (symbol.quote().version() != quote) {
            quote = symbol.quote().version();
            update.setLastQuote(symbol.quote().value());
            isNew = true;
        }
        return isNew;
    }

    private boolean addOpenBar(MarketSnapshotUpdate.Builder update) {
        Part<Bar> part = symbol.open();
        if (part.version() == open) {
            return false;
        }
        open = part.version();
        if (part.value() == null) {
            update.setNoOpenBar(true);
        } else {
            update.setOpenBar(part.value());
        }
        return true;
    }

    private boolean addClosedBar(MarketSnapshotUpdate.Builder update) {
        Part<Bar> part = symbol.closed(terms.timeframe());
        if (part.version() == closed) {
            return false;
        }
        closed = part.version();
        update.setClosedBar(part.value());
        return true;
    }

    private boolean addIndicators(MarketSnapshotUpdate.Builder update) {
        IndicatorRun run = symbol.run(terms.indicators());
        if (run.version() == indicators && !update.getFull()) {
            return false;
        }
        indicators = run.version();
        update.addAllIndicators(run.values());
        return true;
    }
}
