package io.heliograph.server.report;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.whatif.WhatIf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The what-if run with the bars and documents that only the journal has, so that every change has its place. */
final class BothRuns {
    private BothRuns() {}

    static BacktestResult of(WhatIf whatIf) {
        BacktestResult other = whatIf.other();
        return new BacktestResult(
                other.inputs(),
                strategies(other.strategies(), whatIf.journaled().strategies()),
                bars(other.bars(), whatIf.journaled().bars()),
                other.barCounts(),
                other.signals(),
                other.statistics(),
                other.quality(),
                other.contentDigest(),
                other.buildVersion(),
                other.coreLevel());
    }

    /** Whole series that the other strategies did not need any more. */
    private static List<BarRow> bars(List<BarRow> other, List<BarRow> journaled) {
        Set<SeriesKey> known = new HashSet<>();
        other.forEach(bar -> known.add(new SeriesKey(bar.symbol(), bar.timeframe())));
        List<BarRow> bars = new ArrayList<>(other);
        journaled.stream()
                .filter(bar -> !known.contains(new SeriesKey(bar.symbol(), bar.timeframe())))
                .forEach(bars::add);
        return bars;
    }

    private static List<StrategyDocument> strategies(List<StrategyDocument> other, List<StrategyDocument> journaled) {
        List<StrategyDocument> strategies = new ArrayList<>(other);
        for (StrategyDocument document : journaled) {
            if (other.stream().noneMatch(each -> each.id().equals(document.id()))) {
                strategies.add(document);
            }
        }
        return strategies;
    }
}
