package io.heliograph.server.publish;

import io.heliograph.v1.Signal;

/** What conflation keeps the latest signal of: a strategy on an instrument and a timeframe. */
record SignalKey(String symbol, String strategy, String timeframe) {
    static SignalKey of(Signal signal) {
        return new SignalKey(signal.getSymbol(), signal.getStrategyId(), signal.getTimeframe());
    }
}
