package io.heliograph.server.cli.trial;

import io.heliograph.journal.JournalException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.console.ToldRows;
import io.heliograph.server.cli.option.StrategyOptions;
import io.heliograph.server.report.HtmlReport;
import io.heliograph.server.text.WholeFile;
import io.heliograph.server.whatif.ChangesCsv;
import io.heliograph.server.whatif.Diff;
import io.heliograph.server.whatif.JournalReplay;
import io.heliograph.server.whatif.Replayed;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.server.whatif.WhatIfRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: a journal through the core again, as it was or with other strategies. */
@Command(
        name = "replay",
        description = {
            "Run an engine's journal through the core again, beside a running engine or without one; no byte is changed.",
            "Without --strategy: counts and content digest, which has to be the one that the journal recorded, else exit 1.",
            "With --strategy: what if these had been in force? A strategy with the id of a journaled one stands in for it"
                    + " wherever the journal applies it; others are added from the first event; the journal's other"
                    + " strategies are kept as they were. Signals of both runs are matched by strategy, arm, symbol,"
                    + " timeframe, bar and side; what is left is removed, added, or moved: the same side, at most"
                    + " --moved-within bars apart, the closest first. Exit 1 where anything differs."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private static final String MOVED_WITHIN = "" + Diff.MOVED_WITHIN;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Mixin
    private StrategyOptions strategies;

    @Option(
            names = "--moved-within",
            paramLabel = "BARS",
            defaultValue = MOVED_WITHIN,
            description = "How many bars apart a signal that moved may be, 0 to 1000; 0: none moves; default "
                    + MOVED_WITHIN + ".")
    private int movedWithin;

    @Option(names = "--out", paramLabel = "FILE", description = "Write every change as CSV.")
    private Path out;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write both runs as one HTML file that opens in any browser and loads nothing, changes marked.")
    private Path report;

    @Option(names = "--json", description = "Print a JSON object for each strategy, then one for the run.")
    private boolean json;

    public ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        Progress progress = new Progress(console, "events", System::nanoTime);
        try {
            return (strategies.isNoneNamed() ? replay(progress) : whatIf(progress)).value();
        } catch (BacktestException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot write: " + e.getMessage());
        } catch (JournalException e) {
            throw new CommandException(ExitCode.of(e.exitCode()), e.getMessage());
        } finally {
            progress.end();
        }
    }

    private void check() {
        boolean isWhatIf = out != null || report != null || strategies.isSomethingSet();
        if (strategies.isNoneNamed() && isWhatIf) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected --strategy with --set, --timeframe, --out or --report: without it there is nothing to"
                            + " compare");
        }
        if (movedWithin < 0 || movedWithin > Diff.MOVED_WITHIN_MAX) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--moved-within: expected bars from 0 to " + Diff.MOVED_WITHIN_MAX + ": moved-within="
                            + movedWithin);
        }
    }

    private ExitCode replay(Progress progress) throws BacktestException {
        Replayed replayed = new JournalReplay(directory)
                .run((done, total) -> progress.at(done, total == 0 ? 1 : (double) done / total));
        progress.end();
        ReplayText text = new ReplayText(replayed);
        (json ? text.json() : text.lines()).forEach(console::print);
        return replayed.isEqual() ? ExitCode.OK : ExitCode.FINDING;
    }

    private ExitCode whatIf(Progress progress) throws BacktestException, IOException {
        WhatIfRun run =
                new WhatIfRun(directory, strategies.compile(List.of()), movedWithin, RunOptions.all(report != null));
        WhatIf whatIf = run.run(new ToldRows(console, progress));
        progress.end();
        write(whatIf);
        WhatIfText text = new WhatIfText(whatIf);
        (json ? text.json() : text.lines()).forEach(console::print);
        return whatIf.diff().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private void write(WhatIf whatIf) throws IOException {
        if (out != null) {
            WholeFile.write(out, writer -> ChangesCsv.write(whatIf.diff().changes(), writer));
        }
        if (report != null) {
            HtmlReport.write(whatIf, report);
        }
    }
}
