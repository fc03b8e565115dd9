package io.heliograph.server.check;

import io.heliograph.server.backtest.RowChoice;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of each symbol up to its first one that is not over at a time, and random ones after them.
 *
 * <p>A symbol is cut where its own data pass the time, and not where others' do: one file may hold a symbol after the
 * other. A symbol whose data do not go on gets nothing random, as it had nothing there. Used once.
 */
final class Prefix implements RowChoice {
    private final long cutNs;
    private final long seed;
    private final Map<String, SymbolEnd> symbols = new TreeMap<>();

    private int goingOn;

    /** @param goingOn symbols of the data that go on after the cut */
    Prefix(long cutNs, int goingOn, long seed) {
        this.cutNs = cutNs;
        this.goingOn = goingOn;
        this.seed = seed;
    }

    @Override
    public boolean takes(MarketRow row) {
        SymbolEnd symbol = symbols.get(row.symbol());
        if (symbol == null) {
            symbol = new SymbolEnd(row.symbol());
            symbols.put(row.symbol(), symbol);
        }
        if (symbol.isCut()) {
            return false;
        }
        // A bar that ends at the cut is over; a trade at it is the first of what comes after.
        boolean isOver = row.kind() == RowKind.BAR ? row.eventNs() <= cutNs : row.eventNs() < cutNs;
        if (isOver) {
            symbol.note(row);
        } else {
            symbol.cut();
            goingOn -= row.eventNs() > cutNs ? 1 : 0;
        }
        return isOver;
    }

    @Override
    public boolean isComplete() {
        return goingOn <= 0;
    }

    @Override
    public List<MarketRow> after() {
        List<MarketRow> random = new ArrayList<>();
        for (SymbolEnd symbol : symbols.values()) {
            if (symbol.isCut()) {
                random.addAll(new RandomHour(symbol, cutNs, seed).rows());
            }
        }
        return random;
    }
}
