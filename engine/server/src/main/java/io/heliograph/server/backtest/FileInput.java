package io.heliograph.server.backtest;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.feed.FileDeclarations;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketFiles;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.server.ingress.EventCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files as the events of a core: merged by event time, each symbol declared before its first row, closed at the end.
 *
 * <p>Owned by one thread, used once.
 */
public final class FileInput {
    private final OfflineCore core;
    private final List<String> paths;
    private final FileFormat format;
    private final BarsFrom wish;
    private final long throughNs;
    private final boolean isStrict;
    private final RowChoice choice;
    private final FeedListener listener;
    private final Set<String> declared = new HashSet<>();

    private boolean isToStop;
    private long badRows;

    /**
     * @param core with its settings and strategies in force
     * @param options which files, and how; its strategies and settings are not asked for
     */
    public FileInput(OfflineCore core, BacktestOptions options, FeedListener listener) {
        this(core, options, row -> true, listener);
    }

    /**
     * @param core with its settings and strategies in force
     * @param options which files, and how; its strategies and settings are not asked for
     * @param choice which of their rows
     */
    public FileInput(OfflineCore core, BacktestOptions options, RowChoice choice, FeedListener listener) {
        this.core = core;
        this.paths = options.paths();
        this.format = options.format();
        this.wish = options.barsFrom();
        this.throughNs = options.throughNs();
        this.isStrict = options.isStrict();
        this.choice = choice;
        this.listener = listener;
    }

    /**
     * Reads everything.
     *
     * @throws RowException where a header cannot be read
     * @throws BacktestException where the core does not take a declaration
     */
    public List<InputFile> run() throws IOException, RowException, BacktestException {
        long[] bad = new long[paths.size()];
        long[] read = new long[bad.length];
        try (MarketFiles files = MarketFiles.open(paths, format, (file, problem) -> onBadRow(bad, file, problem))) {
            files.files()
                    .forEach(file ->
                            file.unknownColumns().forEach(column -> listener.onUnknownColumn(file.name(), column)));
            FileDeclarations declarations = new FileDeclarations(paths, files.files(), format, wish);
            long rows = 0;
            for (MarketRow row = files.next(); row != null && !isOver(); row = files.next()) {
                read[files.file()]++;
                if (choice.takes(row)) {
                    onRow(row, files.files().get(files.file()).name(), declarations);
                }
                listener.onProgress(++rows, files.share());
            }
            for (MarketRow row : choice.after()) {
                onRow(row, "(after the files)", declarations);
            }
            if (!isToStop) {
                core.end(throughNs);
            }
            return inputs(files.files(), read, bad);
        }
    }

    /** Rows that could not be read. */
    public long badRows() {
        return badRows;
    }

    private boolean isOver() {
        return isToStop || choice.isComplete();
    }

    private void onRow(MarketRow row, String file, FileDeclarations declarations)
            throws IOException, RowException, BacktestException {
        if (EventCheck.isSymbol(row.symbol()) && declared.add(row.symbol())) {
            declare(row, declarations);
        }
        Refusal refusal = core.onRow(row);
        if (refusal != Refusal.ACCEPTED) {
            isToStop |= isStrict;
            listener.onRefused(file, row.line(), refusal.name(), core.message());
        }
    }

    private void declare(MarketRow row, FileDeclarations declarations)
            throws IOException, RowException, BacktestException {
        InstrumentSettings settings =
                declarations.settings(row, core.core().instruments().settingsFor(row.symbol()));
        BacktestException.unless(
                core.declare(row.symbol(), settings),
                "symbol " + row.symbol() + " with bars from " + settings.barsFrom() + ", base " + settings.base());
    }

    private void onBadRow(long[] bad, int file, RowException problem) {
        bad[file]++;
        badRows++;
        isToStop |= isStrict;
        listener.onBadRow(problem.getMessage());
    }

    private List<InputFile> inputs(List<MarketFile> files, long[] read, long[] bad) throws IOException {
        List<InputFile> inputs = new ArrayList<>();
        for (int i = 0; i < read.length; i++) {
            MarketFile file = files.get(i);
            String hash = FileHash.sha256(paths.get(i));
            inputs.add(new InputFile(file.name(), hash, InputKind.of(file.kind()), read[i], bad[i]));
        }
        return List.copyOf(inputs);
    }
}
