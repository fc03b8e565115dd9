package io.heliograph.server.backtest;

import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files in, bars of one timeframe out, built by the very core that serves.
 *
 * <p>Owned by one thread, used once.
 */
public final class BarsRun {
    /** Builds bars of the timeframe it is put on, and never has anything to say about them. */
    private static final String SILENT = """
            id = bars
            timeframe = 1m
            symbols = ["*"]
            buy = "close < 0"
            """;

    private final BacktestOptions options;
    private final Timeframe timeframe;
    private final BarsWriter bars;
    private final OfflineCore core;

    /**
     * @param options which files, and how; its strategies are not asked for, and of its settings not the timeframes
     * @param form in which bars are written
     * @param out takes them
     */
    public BarsRun(BacktestOptions options, Timeframe timeframe, BarsForm form, Appendable out) {
        this.options = options;
        this.timeframe = timeframe;
        this.bars = new BarsWriter(timeframe, form, out);
        this.core = new OfflineCore(bars);
    }

    /**
     * Reads everything, writing bars as they close.
     *
     * @throws RowException where a header cannot be read
     * @throws BacktestException where there are no bars of this timeframe
     */
    public BarsReport run(FeedListener listener) throws IOException, RowException, BacktestException {
        BacktestException.unless(core.settings(settings()), "timeframe " + timeframe);
        if (!timeframe.isTime()) {
            Compilation silent = StrategyCompiler.compile(SILENT, Map.of(), Optional.of(timeframe));
            BacktestException.unless(core.apply(silent.strategy()), "timeframe " + timeframe);
        }
        FileInput files = new FileInput(core, options, listener);
        try {
            List<InputFile> inputs = files.run();
            bars.end();
            return new BarsReport(inputs, bars.bars(), core.accepted(), rejected(), files.badRows());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Larger bars are made of minutes where they can be, else of themselves. */
    private CoreSettings settings() {
        CoreSettings given = options.settings();
        boolean isMade = !timeframe.isTime()
                || timeframe.equals(given.base())
                || new BarGrid(0).isMadeOf(timeframe, given.base());
        return given.withTimeframes(timeframe.isTime() ? List.of(timeframe) : List.of())
                .withBase(isMade ? given.base() : timeframe)
                .withHistoryBars(1);
    }

    private long rejected() {
        return Conclusion.rejected(core.core().counters()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
