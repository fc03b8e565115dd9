package io.heliograph.server.backtest;

import io.heliograph.server.feed.FeedListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One run of strategies over an engine's journal, up to an event, through the very core that serves.
 *
 * <p>Reads beside a running engine and changes no byte. Owned by one thread, used once.
 */
public final class JournalRun {
    private final OutputCollector outputs;
    private final OfflineCore core;
    private final JournalInput journal;

    private JournalRun(Path directory, StrategyPlan plan, long throughEvent, boolean keepsBars, WatchedBars watched) {
        this.outputs = new OutputCollector(keepsBars, watched);
        this.core = new OfflineCore(outputs);
        this.journal = new JournalInput(core, directory, plan, throughEvent, 0);
    }

    /** A run up to the last event that is found. */
    public static JournalRun toHead(Path directory, StrategyPlan plan, boolean keepsBars) {
        return new JournalRun(directory, plan, JournalInput.HEAD, keepsBars, new WatchedBars());
    }

    /** A run up to the event of a number, which finds the bars that are watched. */
    public static JournalRun through(
            long event, Path directory, StrategyPlan plan, boolean keepsBars, WatchedBars watched) {
        return new JournalRun(directory, plan, event, keepsBars, watched);
    }

    /**
     * Reads everything and concludes.
     *
     * @throws BacktestException where no journal is there, or the core does not take a strategy
     * @throws io.heliograph.journal.JournalException where the journal cannot be read or replayed
     */
    public BacktestResult run(FeedListener listener) throws BacktestException {
        List<InputFile> inputs = journal.run(listener);
        return Conclusion.of(core, outputs, inputs, 0, journal.applied());
    }

    /** Number of the last event fed. */
    public long lastEvent() {
        return journal.lastEvent();
    }

    /** For each strategy of the journal, kept or not, the number of the event that applied it first. */
    public Map<String, Long> journaled() {
        return journal.journaled();
    }
}
