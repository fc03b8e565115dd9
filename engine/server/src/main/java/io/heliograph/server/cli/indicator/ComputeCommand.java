package io.heliograph.server.cli.indicator;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.option.FileWork;
import io.heliograph.server.cli.option.FormatOptions;
import io.heliograph.server.cli.option.OutOption;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.indicator.ComputeListener;
import io.heliograph.server.indicator.ComputeOptions;
import io.heliograph.server.indicator.ComputeReport;
import io.heliograph.server.indicator.ExpressionsException;
import io.heliograph.server.indicator.FileCompute;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compute}: expressions over a file of bars, without a server. */
@Command(
        name = "compute",
        description = {
            "Compute indicators and conditions over a CSV file of bars; no server needed.",
            "Bars: symbol,timeframe,open_time,open,high,low,close,volume, and trades,vwap where known; plain or gzip.",
            "Prints index,open_time and a column for each expression (an indicator with several outputs: one for each),"
                    + " empty where not ready or undefined, 1 or 0 for conditions. Indicators in a market that stands still"
                    + " answer their neutral value. Bad rows are told, counted and skipped, and so are bars that start"
                    + " before the newest of their symbol (LATE) or again with other values (BAR_REVISED).",
            "Of several symbols each has its own state, and a column symbol leads; --symbol chooses one."
        },
        footer = {
            "",
            "Example: heliograph compute bars.csv --indicator \"rsi(14)\" \"macd(12, 26, 9)\" \"close > ema(50)\""
        },
        mixinStandardHelpOptions = true)
public final class ComputeCommand implements Callable<Integer> {
    private static final int TOLD_AT_MOST = 20;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOptions format;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file of bars, or - for standard input.")
    private String file;

    @Option(
            names = "--indicator",
            arity = "1..*",
            required = true,
            paramLabel = "EXPR",
            description = "Expressions of the strategy language; the option may be given several times.")
    private List<String> expressions;

    @Option(names = "--timeframe", paramLabel = "TF", description = "Timeframe of files without such a column.")
    private String timeframe;

    @Mixin
    private OutOption out;

    @Option(names = "--strict", description = "Stop at the first row that is bad or out of order, exit 1.")
    private boolean strict;

    @Option(names = "--json", description = "One JSON object a bar instead of CSV; null where not ready or undefined.")
    private boolean json;

    public ComputeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected FILE before --indicator, found none: --indicator takes all that follows");
        }
        try {
            ComputeReport report = FileWork.run(() -> MarketFile.isRepeatable(file) ? over(file) : overCopy());
            say(report);
            return (report.wasStopped() ? ExitCode.FINDING : ExitCode.OK).value();
        } catch (ExpressionsException e) {
            e.problems().forEach(problem -> console.say(problem.toString()));
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    /** A stream is read once, and a file twice: first to see whether it holds several symbols. */
    private ComputeReport overCopy() throws IOException {
        Path folder = Files.createTempDirectory("heliograph-");
        boolean isStandardInput = file.equals("-");
        Path copy = folder.resolve(isStandardInput ? "stdin" : "pipe");
        try (InputStream in = isStandardInput ? System.in : new FileInputStream(file)) {
            Files.copy(in, copy);
            return over(copy.toString());
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private ComputeReport over(String path) {
        ComputeOptions options = new ComputeOptions(
                path, format.format(timeframe), format.chosenSymbol(), List.copyOf(expressions), strict, json);
        Told told = new Told(out.isFile() ? new Progress(console, "rows", System::nanoTime) : null);
        FileCompute compute = new FileCompute(options, told);
        try {
            return out.write(console, compute::run);
        } finally {
            told.end();
        }
    }

    private void say(ComputeReport report) {
        console.say("rows=" + report.rows() + " bars=" + report.bars() + " symbols=" + report.symbols() + " bad="
                + report.bad() + " late=" + report.late() + " revised=" + report.revised() + " repeated="
                + report.repeated() + (report.wasStopped() ? " stopped=true" : ""));
    }

    /** Tells the first rows that were skipped; the summary counts them all. */
    private final class Told implements ComputeListener {
        private final Progress progress;

        private int skipped;

        Told(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void onUnknownColumn(String file, String column) {
            console.say("warning: " + file + ": column without a meaning here: column=" + column);
        }

        @Override
        public void onSkippedRow(String problem) {
            if (++skipped <= TOLD_AT_MOST) {
                end();
                console.say("skipped: " + problem);
            } else if (skipped == TOLD_AT_MOST + 1) {
                console.say("skipped: more rows, counted below");
            }
        }

        @Override
        public void onProgress(long rows, double share) {
            if (progress != null) {
                progress.at(rows, share);
            }
        }

        void end() {
            if (progress != null) {
                progress.end();
            }
        }
    }
}
