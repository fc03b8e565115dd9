package io.heliograph.server.backtest;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;

/**
 * A signal of a run, and what became of it until the run ended.
 *
 * <p>Times are nanoseconds since the epoch. What a HOLD does not have is NaN or 0.
 *
 * @param arm of a rollout; empty outside of one
 * @param barOrdinal count of the signal's bar among the closed bars of its symbol and timeframe, from 0
 * @param reason why it was emitted
 * @param confidence claimed probability of a win, 0 to 1
 * @param referencePrice close of the signal's bar
 * @param stop NaN: none
 * @param target NaN: none
 * @param expiryBars bars of its timeframe until it expires; 0: none, or a duration
 * @param expiryNs time until it expires; 0: none, or in bars
 * @param signalId 16 characters, the same in every run
 * @param closes id of the signal that this one ended; empty: none
 * @param status OPEN, or the reason that ended it; empty for a HOLD and a confirmed stance
 * @param exitPrice price at which it ended; NaN while OPEN, as the three after it
 * @param grossReturn side * (exit / entry - 1), without costs
 * @param mfe best of side * (high or low / entry - 1) while it stood
 * @param mae worst of the same
 * @param isScored whether it counts in hit rate and Brier score
 * @param isWin whether it ended with a return above 0
 * @param isConverged whether its start was forgotten in every number behind it when it was emitted
 */
public record SignalRow(
        String symbol,
        Timeframe timeframe,
        String strategy,
        String arm,
        long barStartNs,
        long barEndNs,
        long barOrdinal,
        Side side,
        Reason reason,
        double confidence,
        double referencePrice,
        double stop,
        double target,
        int expiryBars,
        long expiryNs,
        String signalId,
        String closes,
        String status,
        double exitPrice,
        double grossReturn,
        double mfe,
        double mae,
        boolean isScored,
        boolean isWin,
        boolean isConverged) {
    /** Status of a BUY or SELL that nothing ended yet. */
    public static final String OPEN = "OPEN";

    /** Whether a side was entered with it: not a HOLD, nor the confirmation of a stance. */
    public boolean isEntry() {
        return !status.isEmpty();
    }
}
