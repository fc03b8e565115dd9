package io.heliograph.server.cli.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.server.ExitCode;
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
import io.heliograph.server.cli.option.OutOption;
import io.heliograph.server.cli.option.ThroughOption;
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

    @Mixin
    private OutOption out;

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
            BarsReport report = out.write(
                    console,
                    writer -> new BarsRun(options, wanted, json ? BarsForm.JSON : BarsForm.CSV, writer)
                            .run(new ToldRows(console, progress)));
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
}
