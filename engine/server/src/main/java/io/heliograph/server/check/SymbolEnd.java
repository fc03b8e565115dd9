package io.heliograph.server.check;

import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of a symbol where its data are cut: its kinds of rows, its last price, its last bar of each timeframe. */
final class SymbolEnd {
    private final String symbol;
    private final Set<RowKind> kinds = EnumSet.noneOf(RowKind.class);
    private final Map<String, MarketRow> lastBars = new TreeMap<>();

    private double price = 100;
    private boolean isCut;

    SymbolEnd(String symbol) {
        this.symbol = symbol;
    }

    void note(MarketRow row) {
        kinds.add(row.kind());
        double seen = switch (row.kind()) {
            case TRADE -> row.price();
            case QUOTE -> Double.isNaN(row.bid()) ? row.ask() : row.bid();
            case BAR -> row.close();
        };
        // What the door refuses says nothing about prices.
        if (seen > 0 && seen < 1e12) {
            price = seen;
        }
        if (row.kind() == RowKind.BAR) {
            lastBars.put(row.timeframe(), row);
        }
    }

    void cut() {
        isCut = true;
    }

    String symbol() {
        return symbol;
    }

    Set<RowKind> kinds() {
        return kinds;
    }

    double price() {
        return price;
    }

    /** The last bar of each timeframe. */
    Map<String, MarketRow> lastBars() {
        return lastBars;
    }

    boolean isCut() {
        return isCut;
    }
}
