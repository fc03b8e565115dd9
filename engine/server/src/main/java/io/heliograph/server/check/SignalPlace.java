package io.heliograph.server.check;

import io.heliograph.core.Timeframe;
import io.heliograph.server.text.TimeText;

/**
 * Where a strategy gives at most one signal: a bar of a symbol.
 *
 * @param barEndNs end of the bar, nanoseconds since the epoch
 */
public record SignalPlace(String symbol, Timeframe timeframe, String strategy, long barEndNs) {
    @Override
    public String toString() {
        return strategy + " " + symbol + " " + timeframe + " " + TimeText.of(barEndNs);
    }
}
