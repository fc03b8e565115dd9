package io.heliograph.server.backtest;

import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.feed.ForwardingFeedListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One run of strategies over an engine's journal, up to an event, through the very core that serves.
 *
 * <p>Reads beside a running engine and changes no byte. Owned by one thread, used once.
 */
public final class JournalRun {
    private final RunOptions options;
    private final OutputCollector outputs;
    private final OfflineCore core;
    private final JournalInput journal;

    /** @param watched whose ordinals are to be found on the way */
    public JournalRun(Path directory, StrategyPlan plan, RunOptions options, WatchedBars watched) {
        this.options = options;
        this.outputs = new OutputCollector(options.keepsBars(), watched, options.range());
        this.core = new OfflineCore(outputs);
        this.journal = new JournalInput(core, directory, plan, options.range().lastEvent(), 0, outputs::atEvent);
    }

    /**
     * Reads everything and concludes.
     *
     * @param listener hears between batches of events how far it is; what it throws ends the run
     * @throws BacktestException where no journal is there, or the core does not take a strategy
     * @throws TooManySignalsException where more count than the options allow
     * @throws io.heliograph.journal.JournalException where the journal cannot be read or replayed
     */
    public BacktestResult run(FeedListener listener) throws BacktestException {
        List<InputFile> inputs = journal.run(new Bounded(listener));
        return Conclusion.of(core, outputs, inputs, 0, journal.applied());
    }

    /** Number of the first event fed; above 1 where what came before is not kept any more. */
    public long firstEvent() {
        return journal.firstEvent();
    }

    /** Number of the last event fed. */
    public long lastEvent() {
        return journal.lastEvent();
    }

    /** For each strategy of the journal, kept or not, the number of the event that applied it first. */
    public Map<String, Long> journaled() {
        return journal.journaled();
    }

    /** Looks, when the listener is told, whether the run has outgrown its room. */
    private final class Bounded extends ForwardingFeedListener {
        Bounded(FeedListener listener) {
            super(listener);
        }

        @Override
        public void onProgress(long rows, double share) {
            if (outputs.signalCount() > options.mostSignals()) {
                throw new TooManySignalsException(options.mostSignals());
            }
            super.onProgress(rows, share);
        }
    }
}
