package io.heliograph.server.cli.feed;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.console.ToldRows;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.server.cli.option.FormatOptions;
import io.heliograph.server.cli.option.InputOptions;
import io.heliograph.server.cli.option.Speed;
import io.heliograph.server.feed.FeedOptions;
import io.heliograph.server.feed.FeedReport;
import io.heliograph.server.feed.FileFeed;
import io.heliograph.server.feed.SourceChangedException;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest}: publishes files of market data. */
@Command(
        name = "ingest",
        description = {
            "Publish CSV files of trades, quotes or bars, merged by event time (of a bar: its end); running it again adds"
                    + " nothing.",
            "Trades: symbol,time,price,size. Quotes: symbol,time,bid,bid_size,ask,ask_size. Bars:"
                    + " symbol,timeframe,open_time,open,high,low,close,volume. Columns by name, in any order, plain or"
                    + " gzip; --map, --time-format and --time-zone read other people's files. After the last row each"
                    + " instrument's last bar is closed by a watermark."
        },
        mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or - for standard input.")
    private List<String> files;

    @Option(names = "--source", paramLabel = "ID", description = "Source id instead of the file's own; one file only.")
    private String source;

    @Mixin
    private FormatOptions formatOptions;

    @Option(names = "--timeframe", paramLabel = "TF", description = "Timeframe of bar files without such a column.")
    private String timeframe;

    @Option(names = "--rate", paramLabel = "N", description = "At most so many events a second.")
    private double rate;

    @Option(
            names = "--realtime",
            paramLabel = "X",
            converter = Speed.class,
            description = "Event time passes X times as fast as the clock: x1, x60.")
    private double realtime;

    @Mixin
    private InputOptions input;

    @Option(names = "--open", description = "Send no watermark at the end: the file still grows.")
    private boolean open;

    @Option(names = "--strict", description = "Stop at the first row that is bad or refused, exit 1.")
    private boolean strict;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    public IngestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        FileFormat format = formatOptions.format(timeframe);
        FeedOptions options =
                new FeedOptions(source, format, input.barsFrom(), rate, realtime, input.throughNs(), !open, strict);
        long startedAt = System.nanoTime();
        Progress progress = new Progress(console, "rows", System::nanoTime);
        try (HeliographClient client = engine.client()) {
            FeedReport report =
                    new FileFeed(client, options, new ToldRows(console, progress), System::nanoTime).run(files);
            progress.end();
            print(report, (System.nanoTime() - startedAt) / 1e9);
            boolean hasFindings =
                    strict && (report.bad() > 0 || !report.refused().isEmpty());
            return (hasFindings ? ExitCode.FINDING : ExitCode.OK).value();
        } catch (HeliographException e) {
            progress.end();
            throw engine.failure(e);
        } catch (SourceChangedException | RowException e) {
            progress.end();
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "expected a file that is there: file=" + e.getMessage());
        } catch (IOException e) {
            progress.end();
            throw new CommandException(ExitCode.USAGE, "cannot read: " + e.getMessage());
        }
    }

    private void check() {
        if (source != null && files.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--source names one file's source, found files=" + files.size());
        }
        if (!(rate >= 0) || rate > 0 && realtime > 0) {
            throw new ParameterException(
                    spec.commandLine(), "expected --rate above 0, and not together with --realtime: rate=" + rate);
        }
    }

    private void print(FeedReport report, double seconds) {
        if (json) {
            JsonLine line = new JsonLine()
                    .put("rows", report.rows())
                    .put("sent", report.sent())
                    .put("acknowledged", report.acknowledged())
                    .put("repeated", report.repeated())
                    .put("bad", report.bad())
                    .put("watermarks", report.watermarks())
                    .put("stopped", report.wasStopped());
            report.refused().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> line.put("refused." + each.getKey(), each.getValue()));
            console.print(line.put("seconds", Math.rint(seconds * 1000) / 1000).toString());
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add("rows=" + report.rows());
        parts.add("sent=" + report.sent());
        parts.add("acknowledged=" + report.acknowledged());
        parts.add("repeated=" + report.repeated());
        parts.add("bad=" + report.bad());
        report.refused().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> parts.add("refused." + each.getKey() + "=" + each.getValue()));
        parts.add("watermarks=" + report.watermarks());
        console.print(String.format(
                Locale.ROOT, "%s  %.1f s, %,.0f rows/s", String.join(" ", parts), seconds, report.rows() / seconds));
    }
}
