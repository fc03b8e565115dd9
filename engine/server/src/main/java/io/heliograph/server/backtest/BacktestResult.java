package io.heliograph.server.backtest;

import java.util.List;

/**
 * Everything that a run concluded.
 *
 * @param inputs in the order given
 * @param strategies in order of application
 * @param bars of all symbols and timeframes, in order of closing
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
        List<SignalRow> signals,
        List<StrategyStatistics> statistics,
        DataQuality quality,
        String contentDigest,
        String buildVersion,
        int coreLevel) {}
