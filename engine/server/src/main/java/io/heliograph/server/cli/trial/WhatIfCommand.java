package io.heliograph.server.cli.trial;

import com.google.longrunning.Operation;
import com.google.protobuf.Timestamp;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.server.cli.option.StrategyOptions;
import io.heliograph.server.text.TimeText;
import io.heliograph.server.text.WholeFile;
import io.heliograph.server.whatif.ChangesCsv;
import io.heliograph.server.whatif.Diff;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.RunRange;
import io.heliograph.v1.RunWhatIfRequest;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.WhatIfResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code whatif}: a running engine runs its journal again with other strategies. */
@Command(
        name = "whatif",
        description = {
            "Ask a running engine what would have been different with other strategies, from the first event that its journal"
                    + " keeps to the head found when it begins. The engine goes on meanwhile; ending this command cancels the"
                    + " work.",
            "It is what replay DIR --strategy does without an engine, with the same rules and the same output; only replay"
                    + " writes reports, and only replay is without bounds: here at most 10,000 changes are listed, and runs"
                    + " of more than 200,000 signals are refused.",
            "Exit 1 where anything differs."
        },
        mixinStandardHelpOptions = true)
public final class WhatIfCommand implements Callable<Integer> {
    private static final String MOVED_WITHIN = "" + Diff.MOVED_WITHIN;
    private static final long SECOND = 1_000_000_000L;

    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private StrategyOptions strategies;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "A strategy in force, in the place of its own older versions; may be given again.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--moved-within",
            paramLabel = "BARS",
            defaultValue = MOVED_WITHIN,
            description = "How many bars apart a signal that moved may be, 0 to 1000; 0: none moves; default "
                    + MOVED_WITHIN + ".")
    private int movedWithin;

    @Option(names = "--first-event", paramLabel = "N", description = "Only signals caused by this event or later ones.")
    private long firstEvent;

    @Option(names = "--last-event", paramLabel = "N", description = "End with this event instead of the head.")
    private long lastEvent;

    @Option(names = "--from", paramLabel = "TIME", description = "Only signals whose bar ends at this time or later.")
    private String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Only signals whose bar ends before this time.")
    private String until;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the changes as CSV.")
    private Path out;

    @Option(names = "--json", description = "Print a JSON object for each strategy, then one for the run.")
    private boolean json;

    public WhatIfCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunWhatIfRequest request = request();
        Progress progress = new Progress(console, "events", System::nanoTime);
        try (HeliographClient client = engine.client()) {
            Operation ended =
                    client.operations().await(client.backtests().runWhatIf(request), told -> tell(progress, told));
            WhatIfResult result = client.operations().response(ended, WhatIfResult.class);
            progress.end();
            List<SignalChange> changes = new ArrayList<>();
            client.backtests().whatIfChanges(ended.getName()).forEach(changes::add);
            print(result, WireWhatIf.of(result, changes));
            return (result.getChangesTotal() == 0 ? ExitCode.OK : ExitCode.FINDING).value();
        } catch (HeliographException e) {
            throw engine.failure(e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot write: " + e.getMessage());
        } finally {
            progress.end();
        }
    }

    private RunWhatIfRequest request() {
        if (strategies.isNoneNamed() && ids.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "expected --strategy or --id: without one there is nothing to compare");
        }
        RunRange.Builder range = RunRange.newBuilder().setFirstEvent(firstEvent).setLastEvent(lastEvent);
        if (from != null) {
            range.setStartTime(time("--from", from));
        }
        if (until != null) {
            range.setEndTime(time("--until", until));
        }
        return RunWhatIfRequest.newBuilder()
                .addAllStrategies(strategies.documents())
                .addAllStrategyIds(ids)
                .setMovedWithin(movedWithin)
                .setRange(range)
                .build();
    }

    private static Timestamp time(String option, String text) {
        try {
            long ns = TimeText.parse(text);
            return Timestamp.newBuilder()
                    .setSeconds(Math.floorDiv(ns, SECOND))
                    .setNanos((int) Math.floorMod(ns, SECOND))
                    .build();
        } catch (DateTimeException e) {
            throw new CommandException(ExitCode.USAGE, option + ": " + e.getMessage());
        }
    }

    private static void tell(Progress progress, OperationProgress told) {
        progress.at(
                told.getEventsDone(),
                told.getEventsTotal() == 0 ? Double.NaN : (double) told.getEventsDone() / told.getEventsTotal());
    }

    private void print(WhatIfResult result, WhatIf whatIf) throws IOException {
        if (out != null) {
            WholeFile.write(out, writer -> ChangesCsv.write(whatIf.diff().changes(), writer));
        }
        if (result.getChangesKept() < result.getChangesTotal()) {
            console.say("warning: the engine keeps the first " + result.getChangesKept() + " of "
                    + result.getChangesTotal() + " changes; replay DIR --strategy lists all");
        }
        WhatIfText text = new WhatIfText(whatIf, result.getChangesTotal());
        (json ? text.json() : text.lines()).forEach(console::print);
    }
}
