package io.heliograph.server.whatif;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.JournalRun;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyPlan;
import io.heliograph.server.backtest.WatchedBars;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.feed.ForwardingFeedListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a journal twice up to the same event, with its own strategies and with others, and compares.
 *
 * <p>A strategy with the id of a journaled one stands in for it wherever the journal applies it, and goes where the journal
 * removes it; others are in force before the first event of the market; the rest of the journal's are kept as they were.
 * Reads beside a running engine and changes no byte. Owned by one thread, used once.
 */
public final class WhatIfRun {
    private final Path directory;
    private final List<CompiledStrategy> strategies;
    private final int movedWithin;
    private final RunOptions options;

    /**
     * @param strategies each with an id of its own
     * @param movedWithin most bars that a moved signal may be apart, 0 (none moves) to {@link Diff#MOVED_WITHIN_MAX}
     * @param options of both runs
     */
    public WhatIfRun(Path directory, List<CompiledStrategy> strategies, int movedWithin, RunOptions options) {
        this.directory = directory;
        this.strategies = List.copyOf(strategies);
        this.movedWithin = movedWithin;
        this.options = options;
    }

    /**
     * Reads the journal twice and concludes.
     *
     * @throws BacktestException where no journal is there, or the core does not take a strategy
     * @throws io.heliograph.journal.JournalException where the journal cannot be read or replayed
     */
    public WhatIf run(FeedListener listener) throws BacktestException {
        JournalRun own = new JournalRun(directory, StrategyPlan.asJournaled(), options, WatchedBars.none());
        BacktestResult journaled = own.run(new Half(listener, 0));
        StrategyPlan plan = StrategyPlan.whatIf(strategies, own.journaled().keySet());
        WatchedBars watched = WatchedBars.of(journaled.signals());
        JournalRun changed = new JournalRun(directory, plan, options.through(own.lastEvent()), watched);
        BacktestResult other = changed.run(new Half(listener, 0.5));
        Map<String, Long> replaced = new TreeMap<>(own.journaled());
        replaced.keySet().retainAll(plan.standIns().keySet());
        return new WhatIf(
                own.firstEvent(),
                own.lastEvent(),
                replaced,
                plan.added().stream().map(each -> each.rules().id()).toList(),
                own.journaled().keySet().stream()
                        .filter(id -> !replaced.containsKey(id))
                        .sorted()
                        .toList(),
                journaled,
                other,
                Diff.between(journaled.signals(), other.signals(), movedWithin, row -> ordinal(watched, row)));
    }

    /** A time bar is the same in both runs and has another number where one built none before; counted bars are their number. */
    private static long ordinal(WatchedBars watched, SignalRow journaled) {
        return journaled.timeframe().isTime() ? watched.ordinal(journaled) : journaled.barOrdinal();
    }

    /** One of the two runs, which is half of the work. */
    private static final class Half extends ForwardingFeedListener {
        private final double begin;

        Half(FeedListener listener, double begin) {
            super(listener);
            this.begin = begin;
        }

        @Override
        public void onProgress(long rows, double share) {
            super.onProgress(rows, begin + share / 2);
        }
    }
}
