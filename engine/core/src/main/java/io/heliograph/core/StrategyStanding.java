package io.heliograph.core;

import io.heliograph.codec.output.Side;
import io.heliograph.core.bar.BarSeries;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.strategy.OpenSignal;
import io.heliograph.core.strategy.Proposal;
import io.heliograph.core.strategy.StrategyRun;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.core.strategy.StrategyView.Condition;

/**
 * Where a strategy stands on an instrument at the latest closed bar of its timeframe: a copy, good on any thread.
 *
 * @param strategy the version that decides here now
 * @param hasFailed whether an exception ended it; the rest is then as before its first bar
 * @param stance HOLD, BUY or SELL
 * @param open the signal that began the stance; null for HOLD
 * @param barEnd end of that bar, in nanoseconds since the epoch; {@link #NO_BAR} before the first
 * @param buy FALSE, TRUE or UNKNOWN, as {@link StrategyView} numbers them
 * @param sell likewise
 * @param exitBuy what ends a BUY, {@code exit} included
 * @param exitSell what ends a SELL, {@code exit} included
 * @param ifBought what a BUY would claim; null before the first bar
 * @param ifSold what a SELL would claim; null before the first bar
 * @param isReady whether it is evaluated
 * @param isConverged whether every expression is
 * @param barsSeen bars fed to its youngest node
 */
public record StrategyStanding(
        AppliedStrategy strategy,
        boolean hasFailed,
        Side stance,
        OpenSignal open,
        long barEnd,
        int buy,
        int sell,
        int exitBuy,
        int exitSell,
        Proposal ifBought,
        Proposal ifSold,
        boolean isReady,
        boolean isConverged,
        int barsSeen) {
    /** In the place of a bar's end: no bar closed yet. */
    public static final long NO_BAR = Long.MIN_VALUE;

    /** {@code bars}: of the strategy's timeframe; null where none are kept. */
    static StrategyStanding of(AppliedStrategy strategy, StrategyRun run, BarSeries bars) {
        boolean hasBar = bars != null && bars.size() > 0;
        StrategyView view = run.view();
        ClosedBar bar = hasBar ? bars.read(bars.size() - 1, new ClosedBar()) : null;
        return new StrategyStanding(
                strategy,
                false,
                run.stance(),
                run.open(),
                hasBar ? bar.end() : NO_BAR,
                run.condition(Condition.BUY),
                run.condition(Condition.SELL),
                run.condition(Condition.EXIT_BUY),
                run.condition(Condition.EXIT_SELL),
                hasBar ? run.propose(Side.BUY, bar.close()) : null,
                hasBar ? run.propose(Side.SELL, bar.close()) : null,
                view.isReady(),
                view.isConverged(),
                view.barsSeen());
    }

    static StrategyStanding failed(AppliedStrategy strategy) {
        int unknown = StrategyView.UNKNOWN;
        return new StrategyStanding(
                strategy, true, Side.HOLD, null, NO_BAR, unknown, unknown, unknown, unknown, null, null, false, false,
                0);
    }
}
