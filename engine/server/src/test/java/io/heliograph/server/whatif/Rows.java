package io.heliograph.server.whatif;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;

/** Signals by hand: those of one minute series, unless it is said otherwise. */
final class Rows {
    static final Timeframe MINUTE = Timeframe.ofNanos(Timeframe.MINUTE);

    private Rows() {}

    static SignalRow row(String strategy, long bar, Side side, double confidence) {
        return row(strategy, "", "ABC", MINUTE, bar, bar, side, confidence, 90);
    }

    /** @param minute after the epoch at which the bar ends */
    static SignalRow row(
            String strategy,
            String arm,
            String symbol,
            Timeframe timeframe,
            long ordinal,
            long minute,
            Side side,
            double confidence,
            double stop) {
        long end = minute * Timeframe.MINUTE;
        return new SignalRow(
                symbol,
                timeframe,
                strategy,
                arm,
                end - Timeframe.MINUTE,
                end,
                ordinal,
                side,
                side == Side.HOLD ? Reason.EXIT : Reason.valueOf(side.name()),
                side == Side.HOLD ? Double.NaN : confidence,
                100,
                side == Side.HOLD ? Double.NaN : stop,
                Double.NaN,
                20,
                0,
                strategy + ordinal + side + confidence,
                "",
                side == Side.HOLD ? "" : SignalRow.OPEN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                false,
                true);
    }
}
