package io.heliograph.server.cli.check;

import io.heliograph.core.CoreSettings;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.ExitCode;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.BacktestRun;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.option.FormatOptions;
import io.heliograph.server.cli.option.InputOptions;
import io.heliograph.server.cli.option.StrategyOptions;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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

    /** A check, once it runs. */
    interface Work {
        ExitCode run() throws IOException, RowException, BacktestException;
    }

    boolean isJson() {
        return json;
    }

    /** What to run; all house strategies where none is named. */
    BacktestOptions options() {
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

    /** Runs it, and says what cannot be read or run. */
    static int run(Work work) {
        try {
            return work.run().value();
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "expected a file that is there: file=" + e.getMessage());
        } catch (RowException | BacktestException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read: " + e.getMessage());
        }
    }
}
