package io.heliograph.server.backtest;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of strategies over files, or over an engine's journal, through the very core that serves.
 *
 * <p>Owned by one thread, used once.
 */
public final class BacktestRun {
    private final BacktestOptions options;
    private final OutputCollector outputs;
    private final OfflineCore core;

    private BacktestRun(BacktestOptions options, OutputCollector outputs) {
        this.options = options;
        this.outputs = outputs;
        this.core = new OfflineCore(outputs);
    }

    /** A run whose result has its bars. */
    public static BacktestRun of(BacktestOptions options) {
        return new BacktestRun(options, new OutputCollector(true));
    }

    /** A run that counts bars and lets them go, so that it takes the room of its signals, however long its files are. */
    public static BacktestRun withoutBars(BacktestOptions options) {
        return new BacktestRun(options, new OutputCollector(false));
    }

    /**
     * Reads everything and concludes.
     *
     * @throws RowException where a header cannot be read
     * @throws BacktestException where the core does not take a strategy, a setting or a declaration
     */
    public BacktestResult run(FeedListener listener) throws IOException, RowException, BacktestException {
        boolean hasJournal = options.paths().stream().anyMatch(BacktestRun::isFolder);
        if (hasJournal && options.paths().size() > 1) {
            throw new BacktestException(
                    "expected files, or one journal by itself: inputs=" + String.join(" ", options.paths()));
        }
        if (hasJournal) {
            Path directory = Path.of(options.paths().get(0));
            StrategyPlan plan = options.strategies().isEmpty()
                    ? StrategyPlan.asJournaled()
                    : StrategyPlan.only(options.strategies());
            JournalInput journal =
                    new JournalInput(core, directory, plan, SignalRange.HEAD, options.throughNs(), outputs::atEvent);
            List<InputFile> inputs = journal.run(listener);
            return Conclusion.of(core, outputs, inputs, 0, journal.applied());
        }
        prepare();
        FileInput files = new FileInput(core, options, listener);
        List<InputFile> inputs = files.run();
        return Conclusion.of(core, outputs, inputs, files.badRows(), List.of());
    }

    /** Whether an input is a journal's folder and not a file. */
    public static boolean isFolder(String path) {
        return !path.equals("-") && Files.isDirectory(Path.of(path));
    }

    private void prepare() throws BacktestException {
        BacktestException.unless(core.settings(options.settings()), "core settings");
        for (CompiledStrategy strategy : options.strategies()) {
            BacktestException.unless(
                    core.apply(strategy), "strategy " + strategy.rules().id());
        }
    }
}
