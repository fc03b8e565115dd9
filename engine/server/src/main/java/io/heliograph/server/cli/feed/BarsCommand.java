package io.heliograph.server.cli.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.server.ExitCode;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.BarsForm;
import io.heliograph.server.backtest.BarsReport;
import io.heliograph.server.backtest.BarsRun;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.console.ToldRows;
import io.heliograph.server.cli.option.FormatOptions;
import io.heliograph.server.cli.option.InputOptions;
import io.heliograph.server.cli.option.ThroughOption;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.file.RowException;
import io.heliograph.server.text.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars}: trades or quotes in, bars out. */
@Command(
        name = "bars",
        description = {
            "Build bars from CSV files of trades, quotes or smaller bars, merged by event time, as the engine builds them."
                    + " No engine is needed.",
            "Prints symbol,timeframe,open_time,open,high,low,close,volume,trades,vwap; trades and vwap are empty where"
                    + " nobody knows them. Larger bars that are not complete at the end are left out (--through)."
        },
        mixinStandardHelpOptions = true)
public final class BarsCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or - for standard input.")
    private List<String> files;

    @Option(
            names = "--timeframe",
            required = true,
            paramLabel = "TF",
            description = "Which bars: of time (30s, 1m, 4h, 1d, 1w), of trades (100t) or of volume (5000v).")
    private String timeframe;

    @Option(
            names = "--from",
            paramLabel = "WHAT",
            description = {
                "Build them from trades, bid, ask, mid or bars. Default, for each symbol: trades where any of the files"
                        + " holds trades of it, else published bars, else mid."
            })
    private InputOptions.From from;

    @Mixin
    private ThroughOption through;

    @Mixin
    private FormatOptions format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE instead of standard output.")
    private Path out;

    @Option(names = "--strict", description = "Stop at the first row that is bad or refused, exit 1.")
    private boolean strict;

    @Option(names = "--json", description = "One JSON object a bar instead of CSV; null where nobody knows.")
    private boolean json;

    public BarsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = new Progress(console, "rows", System::nanoTime);
        BacktestOptions options = new BacktestOptions(
                files,
                format.format(),
                from == null ? BarsFrom.AUTO : from.declared(),
                through.throughNs(),
                List.of(),
                CoreSettings.defaults(),
                strict);
        Timeframe wanted = wanted();
        try {
            BarsReport report = run(options, wanted, new ToldRows(console, progress));
            progress.end();
            if (report.bars() == 0 && report.accepted() > 0) {
                console.say("warning: no bar closed: timeframe=" + wanted + " accepted=" + report.accepted()
                        + ": a larger one needs data up to its end (--through), a smaller one what it is made of");
            }
            console.say(String.format(
                    Locale.ROOT,
                    "bars=%d accepted=%d rejected=%d bad=%d",
                    report.bars(),
                    report.accepted(),
                    report.rejected(),
                    report.badRows()));
            return (strict && report.hasFindings() ? ExitCode.FINDING : ExitCode.OK).value();
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "expected a file that is there: file=" + e.getMessage());
        } catch (RowException | BacktestException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read or write: " + e.getMessage());
        } finally {
            progress.end();
        }
    }

    private Timeframe wanted() {
        try {
            return Timeframe.parse(timeframe);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--timeframe: " + e.getMessage());
        }
    }

    private BarsReport run(BacktestOptions options, Timeframe wanted, FeedListener listener)
            throws IOException, RowException, BacktestException {
        BarsForm form = json ? BarsForm.JSON : BarsForm.CSV;
        if (out != null) {
            try (WholeFile file = WholeFile.begin(out)) {
                BarsReport report = new BarsRun(options, wanted, form, file.writer()).run(listener);
                file.complete();
                return report;
            }
        }
        Writer writer = new BufferedWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), BUFFER);
        try {
            return new BarsRun(options, wanted, form, writer).run(listener);
        } finally {
            writer.flush();
        }
    }
}
