package io.heliograph.server.cli.trial;

import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.journal.JournalException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BacktestRun;
import io.heliograph.server.backtest.SignalsCsv;
import io.heliograph.server.backtest.StrategyDocument;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.console.ToldRows;
import io.heliograph.server.cli.option.FileWork;
import io.heliograph.server.cli.option.FormatOptions;
import io.heliograph.server.cli.option.InputOptions;
import io.heliograph.server.cli.option.StrategyOptions;
import io.heliograph.server.file.RowException;
import io.heliograph.server.report.HtmlReport;
import io.heliograph.server.report.StrategyLines;
import io.heliograph.server.text.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtest}: strategies over files or a journal, through the core that serves. */
@Command(
        name = "backtest",
        description = {
            "Run strategies over CSV files of trades, quotes or bars, merged by event time, or over an engine's journal,"
                    + " through the core that serves: the same events give the same signals and the same content digest."
                    + " No engine is needed.",
            "Without --strategy: all house strategies over files, the journaled ones over a journal; given ones replace"
                    + " the journaled. Strategies are in force from the first event. Returns are gross, without costs."
        },
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, or - for standard input, or the data directory of an engine by itself.")
    private List<String> inputs;

    @Mixin
    private StrategyOptions strategies;

    @Mixin
    private InputOptions input;

    @Mixin
    private FormatOptions format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the signals as CSV.")
    private Path out;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what happened as one HTML file that opens in any browser and loads nothing.")
    private Path report;

    @Option(names = "--strict", description = "Stop at the first row that is bad or refused, exit 1.")
    private boolean strict;

    @Option(names = "--json", description = "Print a JSON object for each strategy, then one for the run.")
    private boolean json;

    public BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = new Progress(console, "rows", System::nanoTime);
        BacktestOptions options = options();
        try {
            return FileWork.run(() -> run(options, progress)).value();
        } catch (JournalException e) {
            throw new CommandException(ExitCode.of(e.exitCode()), e.getMessage());
        } finally {
            progress.end();
        }
    }

    private BacktestOptions options() {
        boolean isJournal = inputs.size() == 1 && BacktestRun.isFolder(inputs.get(0));
        if (isJournal && strategies.isNoneNamed() && strategies.isSomethingSet()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected --strategy beside --set or --timeframe: a journal's own strategies run as they were applied");
        }
        return new BacktestOptions(
                inputs,
                format.format(strategies.timeframeText()),
                input.barsFrom(),
                input.throughNs(),
                strategies.compile(isJournal ? List.of() : HouseStrategies.names()),
                CoreSettings.defaults(),
                strict);
    }

    private ExitCode run(BacktestOptions options, Progress progress)
            throws IOException, RowException, BacktestException {
        long startedAt = System.nanoTime();
        BacktestRun run = report == null ? BacktestRun.withoutBars(options) : BacktestRun.of(options);
        BacktestResult result = run.run(new ToldRows(console, progress));
        progress.end();
        boolean hasFindings = strict
                && (result.quality().badRows() > 0
                        || !result.quality().rejected().isEmpty());
        if (hasFindings) {
            console.say("stopped at the first row that is bad or refused, nothing was written: leave --strict out to"
                    + " skip such rows");
            return ExitCode.FINDING;
        }
        hintAtOtherTimeframes(result);
        write(result);
        BacktestText text = new BacktestText(result, (System.nanoTime() - startedAt) / 1e9);
        (json ? text.json() : text.lines()).forEach(console::print);
        return ExitCode.OK;
    }

    /** A strategy on a timeframe without a bar has nothing to say, and its reader nothing to go by. */
    private void hintAtOtherTimeframes(BacktestResult result) {
        Set<Timeframe> built = result.barCounts().keySet();
        for (StrategyDocument strategy : result.strategies()) {
            Timeframe own = strategy.compiled().rules().timeframe();
            if (!built.contains(own)) {
                console.say("warning: " + strategy.id() + ": no bar of its timeframe closed: timeframe=" + own
                        + " closed=" + built + ": --timeframe runs it on another");
            }
        }
    }

    private void write(BacktestResult result) throws IOException {
        if (out != null) {
            WholeFile.write(out, writer -> SignalsCsv.write(result.signals(), writer));
        }
        if (report != null) {
            HtmlReport.write(result, StrategyLines.of(result), report);
        }
    }
}
