package io.heliograph.server.check;

import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.RowChoice;
import io.heliograph.server.file.MarketRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows without those of the first bars of each symbol. */
final class LaterStart implements RowChoice {
    private final Map<String, Long> startNs = new HashMap<>();

    /**
     * @param bars of the run over all data
     * @param leftOut how many bars of the timeframe; a symbol that has fewer is left out
     */
    LaterStart(List<BarRow> bars, Timeframe timeframe, int leftOut) {
        for (BarRow bar : bars) {
            if (bar.timeframe().equals(timeframe) && bar.ordinal() == leftOut - 1) {
                startNs.put(bar.symbol(), bar.endNs());
            }
        }
    }

    @Override
    public boolean takes(MarketRow row) {
        return row.timeNs() >= startNs(row.symbol());
    }

    /** From when on a symbol's rows are taken, nanoseconds since the epoch; after all time where none is. */
    long startNs(String symbol) {
        return startNs.getOrDefault(symbol, Long.MAX_VALUE);
    }
}
