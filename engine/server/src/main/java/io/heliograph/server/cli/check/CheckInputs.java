package io.heliograph.server.cli.check;

import io.heliograph.core.CoreSettings;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.ExitCode;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.BacktestRun;
import io.heliograph.server.check.CheckListener;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.option.FileWork;
import io.heliograph.server.cli.option.FormatOptions;
import io.heliograph.server.cli.option.InputOptions;
import io.heliograph.server.cli.option.StrategyOptions;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every check is over: files, strategies, and how both are read. */
final class CheckInputs {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of trades, quotes or bars; they are read many times, so not standard input.")
    private List<String> files;

    @Mixin
    private StrategyOptions strategies;

    @Mixin
    private InputOptions input;

    @Mixin
    private FormatOptions format;

    @Option(names = "--json", description = "Print JSON objects, one a line.")
    private boolean json;

    /** A check: a report of a run, and of the runs that are compared with it. */
    interface Work<R> {
        R run(BacktestOptions options, CheckListener listener) throws IOException, RowException, BacktestException;
    }

    boolean isJson() {
        return json;
    }

    /** Runs a check over them, and tells how far it is. */
    <R> R run(Console console, Work<R> work) {
        BacktestOptions options = options();
        ToldCheck told = new ToldCheck(console);
        try {
            return FileWork.run(() -> work.run(options, told));
        } finally {
            told.end();
        }
    }

    /** What to run; all house strategies where none is named. */
    private BacktestOptions options() {
        for (String file : files) {
            if (!MarketFile.isRepeatable(file) || BacktestRun.isFolder(file)) {
                throw new CommandException(ExitCode.USAGE, "expected files, which can be read again: file=" + file);
            }
        }
        return new BacktestOptions(
                files,
                format.format(strategies.timeframeText()),
                input.barsFrom(),
                input.throughNs(),
                strategies.compile(HouseStrategies.names()),
                CoreSettings.defaults(),
                false);
    }
}
