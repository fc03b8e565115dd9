package io.heliograph.server.backtest;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.CoreCounters;
import io.heliograph.core.SignalCore;
import io.heliograph.core.StrategyTable;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.server.Build;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the result of a core that has taken its last event. */
final class Conclusion {
    private Conclusion() {}

    /** @param applied every strategy that was in force at some time, the last version of each; more may be in force */
    static BacktestResult of(
            OfflineCore offline,
            OutputCollector outputs,
            List<InputFile> inputs,
            long badRows,
            List<AppliedStrategy> applied) {
        SignalCore core = offline.core();
        List<SignalRow> signals = outputs.signals();
        List<StrategyDocument> strategies = strategies(core.strategies(), applied);
        return new BacktestResult(
                inputs,
                strategies,
                outputs.bars(),
                Collections.unmodifiableSortedMap(outputs.counts().byTimeframe()),
                signals,
                statistics(strategies, signals),
                quality(offline, outputs.counts(), badRows),
                outputs.contentDigest(),
                Build.version(),
                core.settings().coreLevel());
    }

    /** Those in force at the end, then those that were removed on the way: they have signals too. */
    private static List<StrategyDocument> strategies(StrategyTable table, List<AppliedStrategy> ever) {
        List<StrategyDocument> strategies = new ArrayList<>();
        for (int i = 0; i < table.count(); i++) {
            AppliedStrategy applied = table.at(i);
            strategies.add(StrategyDocument.of(applied.compiled(), applied.text()));
        }
        for (AppliedStrategy applied : ever) {
            if (table.find(applied.id()) == null) {
                strategies.add(StrategyDocument.of(applied.compiled(), applied.text()));
            }
        }
        return List.copyOf(strategies);
    }

    /** In the order of the strategies; of one that the core does not know any more, at the end. */
    private static List<StrategyStatistics> statistics(List<StrategyDocument> strategies, List<SignalRow> signals) {
        Set<String> ids = new LinkedHashSet<>();
        strategies.forEach(strategy -> ids.add(strategy.id()));
        signals.forEach(signal -> ids.add(signal.strategy()));
        return ids.stream().map(id -> StrategyStatistics.of(id, signals)).toList();
    }

    private static DataQuality quality(OfflineCore offline, BarCounts bars, long badRows) {
        CoreCounters counters = offline.core().counters();
        InstrumentTable instruments = offline.core().instruments();
        long gaps = 0;
        for (int i = 0; i < instruments.count(); i++) {
            gaps += instruments.at(i).bars().gaps();
        }
        return new DataQuality(
                counters.events(TradeEventDecoder.TEMPLATE_ID)
                        + counters.events(QuoteEventDecoder.TEMPLATE_ID)
                        + counters.events(BarEventDecoder.TEMPLATE_ID)
                        + counters.events(RefusedEventDecoder.TEMPLATE_ID),
                offline.accepted(),
                counters.late(),
                gaps,
                bars.flagged(ClosedBar.FIRST, (symbol, timeframe) -> isBase(symbol, timeframe, instruments)),
                bars.flagged(ClosedBar.FILLED, (symbol, timeframe) -> isBase(symbol, timeframe, instruments)),
                rejected(counters),
                badRows);
    }

    /** Events without effect, by reason. */
    static Map<Refusal, Long> rejected(CoreCounters counters) {
        Map<Refusal, Long> rejected = new EnumMap<>(Refusal.class);
        for (Refusal reason : Refusal.values()) {
            if (reason != Refusal.ACCEPTED && reason != Refusal.NULL_VAL && counters.refused(reason) > 0) {
                rejected.put(reason, counters.refused(reason));
            }
        }
        return Collections.unmodifiableMap(rejected);
    }

    private static boolean isBase(String symbol, Timeframe timeframe, InstrumentTable instruments) {
        return timeframe.equals(
                instruments.settings(instruments.numberOf(symbol)).base());
    }
}
