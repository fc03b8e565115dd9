package io.heliograph.server.indicator;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.core.language.FormulaCompilation;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.server.file.RowKind;
import io.heliograph.server.ingress.EventCheck;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs expressions over a file of bars, and writes a line for each bar taken.
 *
 * <p>Each symbol has a state of its own; a column {@code symbol} leads where the file holds several and none was chosen.
 * Rows are checked by the rules of the door, and skipped, told and counted where they are bad or out of order. Used once,
 * by one thread.
 */
public final class FileCompute {
    /** Far beyond any data, and the end of the longest bar from there is still a time. */
    private static final long LATEST_NS = Long.MAX_VALUE - 800 * Timeframe.DAY;

    private static final int ROWS_A_REPORT = 10_000;

    private final ComputeOptions options;
    private final ComputeListener listener;
    private final EventCheck check = new EventCheck();
    private final Map<Timeframe, CompiledFormulas> compiled = new HashMap<>();
    private final Map<String, FormulaFeed> symbols = new TreeMap<>();
    private final BarLines lines;

    private Writer out;
    private boolean namesSymbols;
    private boolean hasHeader;
    private long rows;
    private long bars;
    private long bad;
    private long late;
    private long revised;
    private long repeated;

    public FileCompute(ComputeOptions options, ComputeListener listener) {
        this.options = options;
        this.listener = listener;
        this.lines = options.isJson() ? BarLines.JSON : BarLines.CSV;
    }

    /**
     * Reads the file and writes the lines; the writer stays open.
     *
     * @throws RowException where the file's header is not one of bars
     * @throws ExpressionsException where the expressions cannot be run over the file's bars
     */
    public ComputeReport run(Writer out) throws IOException, RowException {
        this.out = out;
        // Wrong expressions are told before a file is read that may be long; what depends on its timeframe, after.
        compile(Timeframe.parse("1s"), true);
        namesSymbols = options.symbol() == null && holdsSeveralSymbols();
        boolean wasStopped;
        try (MarketFile file = open()) {
            file.unknownColumns().forEach(column -> listener.onUnknownColumn(file.name(), column));
            wasStopped = !compute(file);
        }
        if (!hasHeader) {
            header(compile(Timeframe.ONE_MINUTE, true));
        }
        return new ComputeReport(rows, bars, symbols.size(), bad, late, revised, repeated, wasStopped);
    }

    private MarketFile open() throws IOException, RowException {
        MarketFile file = MarketFile.open(options.path(), options.format());
        if (file.kind() != RowKind.BAR) {
            file.close();
            throw new RowException(
                    file.name(),
                    1,
                    "expected bars (" + String.join(",", RowKind.BAR.columns()) + "), found another header: kind="
                            + file.kind());
        }
        return file;
    }

    private boolean holdsSeveralSymbols() throws IOException, RowException {
        String first = null;
        try (MarketFile file = open()) {
            while (true) {
                try {
                    MarketRow row = file.next();
                    if (row == null) {
                        return false;
                    } else if (first != null && !first.equals(row.symbol())) {
                        return true;
                    }
                    first = row.symbol();
                } catch (RowException e) {
                    // Told when the rows are computed.
                }
            }
        }
    }

    /** Answers false where a skipped row ended it. */
    private boolean compute(MarketFile file) throws IOException {
        while (true) {
            MarketRow row;
            try {
                row = file.next();
            } catch (RowException e) {
                rows++;
                bad++;
                if (isSkipRefused(e.getMessage())) {
                    return false;
                }
                continue;
            }
            if (row == null) {
                return true;
            }
            rows++;
            if (rows % ROWS_A_REPORT == 0) {
                listener.onProgress(rows, (double) file.bytesRead() / file.bytesInAll());
            }
            boolean counts = options.symbol() == null || options.symbol().equals(row.symbol());
            String problem = counts ? take(row) : null;
            if (problem != null && isSkipRefused(file.name() + ":" + row.line() + ": " + problem)) {
                return false;
            }
        }
    }

    private boolean isSkipRefused(String problem) {
        listener.onSkippedRow(problem);
        return options.isStrict();
    }

    /** Why the row was skipped; null where it was taken, or is a repeat. */
    private String take(MarketRow row) throws IOException {
        String problem = check(row);
        if (problem != null) {
            bad++;
            return problem;
        }
        Timeframe timeframe = Timeframe.parse(row.timeframe());
        FormulaFeed given = symbols.get(row.symbol());
        if (given == null) {
            given = new FormulaFeed(compile(timeframe, false));
            symbols.put(row.symbol(), given);
        } else if (!given.timeframe().equals(timeframe)) {
            bad++;
            return "expected bars of one timeframe a symbol, as its first: timeframe=" + timeframe + " first="
                    + given.timeframe();
        }
        given.begin(row.timeNs())
                .prices(row.open(), row.high(), row.low(), row.close())
                .volume(row.volume(), row.vwap(), row.trades(), 0);
        return switch (given.take()) {
            case TAKEN -> {
                bars++;
                write(row.symbol(), given);
                yield null;
            }
            case REPEATED -> {
                repeated++;
                yield null;
            }
            case REVISED -> {
                revised++;
                yield "BAR_REVISED expected other values only at another open_time: open_time="
                        + TimeText.of(row.timeNs());
            }
            case LATE -> {
                late++;
                yield "LATE expected an open_time after " + TimeText.of(given.newestNs()) + ": open_time="
                        + TimeText.of(row.timeNs());
            }
        };
    }

    private String check(MarketRow row) {
        // The door knows bars of time alone; what it asks of prices holds for all bars.
        boolean isTime = Timeframe.parse(row.timeframe()).isTime();
        Refusal refusal = check.checkBar(
                row.symbol(),
                isTime ? row.timeframe() : "1s",
                row.timeNs(),
                row.open(),
                row.high(),
                row.low(),
                row.close(),
                row.volume(),
                LATEST_NS);
        return refusal == Refusal.ACCEPTED ? null : refusal + " " + check.message();
    }

    private CompiledFormulas compile(Timeframe timeframe, boolean isTrial) {
        CompiledFormulas known = compiled.get(timeframe);
        if (known != null) {
            return known;
        }
        FormulaCompilation compilation =
                ExpressionCompiler.compile(options.expressions(), timeframe, Map.of(), Map.of());
        if (compilation.formulas() == null) {
            throw new ExpressionsException(compilation.problems());
        }
        if (!isTrial) {
            compiled.put(timeframe, compilation.formulas());
        }
        return compilation.formulas();
    }

    private void header(CompiledFormulas formulas) throws IOException {
        hasHeader = true;
        out.write(lines.header(formulas, namesSymbols));
    }

    private void write(String symbol, FormulaFeed feed) throws IOException {
        if (!hasHeader) {
            header(feed.run().formulas());
        }
        out.write(lines.bar(namesSymbols ? symbol : null, feed));
    }
}
