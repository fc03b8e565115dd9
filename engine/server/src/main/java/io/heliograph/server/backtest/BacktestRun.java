package io.heliograph.server.backtest;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.feed.BarsFromFiles;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketFiles;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One run of strategies over files: every row through the core as an engine would take it, then the end of input.
 *
 * <p>Owned by one thread, used once.
 */
public final class BacktestRun {
    private final BacktestOptions options;
    private final OutputCollector outputs = new OutputCollector();
    private final OfflineCore core = new OfflineCore(outputs);
    private final Set<String> declared = new HashSet<>();

    private boolean isToStop;
    private long badRows;

    private BacktestRun(BacktestOptions options) {
        this.options = options;
    }

    public static BacktestRun of(BacktestOptions options) {
        return new BacktestRun(options);
    }

    /**
     * Reads everything and concludes.
     *
     * @throws RowException where a header cannot be read
     * @throws BacktestException where the core takes a strategy, a setting or a declaration not
     */
    public BacktestResult run(FeedListener listener) throws IOException, RowException, BacktestException {
        prepare();
        long[] bad = new long[options.paths().size()];
        long[] read = new long[bad.length];
        List<InputFile> inputs;
        try (MarketFiles files = MarketFiles.open(
                options.paths(), options.format(), (file, problem) -> onBadRow(bad, file, problem, listener))) {
            files.files()
                    .forEach(file ->
                            file.unknownColumns().forEach(column -> listener.onUnknownColumn(file.name(), column)));
            BarsFromFiles barsFrom =
                    BarsFromFiles.of(options.paths(), files.files(), options.format(), options.barsFrom());
            long rows = 0;
            for (MarketRow row = files.next(); row != null && !isToStop; row = files.next()) {
                read[files.file()]++;
                onRow(row, files.files().get(files.file()), barsFrom, listener);
                listener.onProgress(++rows, files.share());
            }
            inputs = inputs(files.files(), read, bad);
        }
        if (!isToStop) {
            core.end(options.throughNs());
        }
        return Conclusion.of(core, outputs, inputs, badRows);
    }

    private void prepare() throws BacktestException {
        require("core settings", core.settings(options.settings()));
        for (CompiledStrategy strategy : options.strategies()) {
            require("strategy " + strategy.rules().id(), core.apply(strategy));
        }
    }

    private void onRow(MarketRow row, MarketFile file, BarsFromFiles barsFrom, FeedListener listener)
            throws IOException, RowException, BacktestException {
        if (declared.add(row.symbol())) {
            declare(row.symbol(), barsFrom);
        }
        Refusal refusal = core.onRow(row);
        if (refusal != Refusal.ACCEPTED) {
            isToStop |= options.isStrict();
            listener.onRefused(file.name(), row.line(), refusal.name(), core.message());
        }
    }

    private void declare(String symbol, BarsFromFiles barsFrom) throws IOException, RowException, BacktestException {
        InstrumentSettings settings = core.core().instruments().settingsFor(symbol);
        InstrumentSettings fromFiles = new InstrumentSettings(
                settings.base(),
                barsFrom.of(symbol),
                settings.latenessNs(),
                settings.gaps(),
                settings.sources(),
                settings.dayStartNs());
        require("symbol " + symbol + " with bars from " + fromFiles.barsFrom(), core.declare(symbol, fromFiles));
    }

    private void onBadRow(long[] bad, int file, RowException problem, FeedListener listener) {
        bad[file]++;
        badRows++;
        isToStop |= options.isStrict();
        listener.onBadRow(problem.getMessage());
    }

    private List<InputFile> inputs(List<MarketFile> files, long[] read, long[] bad) throws IOException {
        List<InputFile> inputs = new ArrayList<>();
        for (int i = 0; i < read.length; i++) {
            MarketFile file = files.get(i);
            String hash = FileHash.sha256(options.paths().get(i));
            inputs.add(new InputFile(file.name(), hash, InputKind.of(file.kind()), read[i], bad[i]));
        }
        return List.copyOf(inputs);
    }

    private static void require(String what, Refusal refusal) throws BacktestException {
        if (refusal != Refusal.ACCEPTED && refusal != Refusal.UNCHANGED) {
            throw new BacktestException("expected what the core accepts, found " + what + " refused=" + refusal);
        }
    }
}
