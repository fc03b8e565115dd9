package io.heliograph.server.backtest;

import io.heliograph.core.Timeframe;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that a run concluded.
 *
 * @param inputs in the order given
 * @param strategies in order of application; those of a journal that it removed again stand at the end
 * @param bars of all symbols and timeframes, in order of closing; none where they were not to be kept
 * @param barCounts how many closed of each timeframe, kept or not
 * @param signals in order of emission
 * @param statistics one of each strategy, in the order of {@code strategies}
 * @param contentDigest 64 hex digits; equal to that of an engine that took the same events
 * @param buildVersion version of this program
 * @param coreLevel of the core that ran
 */
public record BacktestResult(
        List<InputFile> inputs,
        List<StrategyDocument> strategies,
        List<BarRow> bars,
        SortedMap<Timeframe, Long> barCounts,
        List<SignalRow> signals,
        List<StrategyStatistics> statistics,
        DataQuality quality,
        String contentDigest,
        String buildVersion,
        int coreLevel) {
    /** Bars of all timeframes. */
    public long barCount() {
        return barCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
