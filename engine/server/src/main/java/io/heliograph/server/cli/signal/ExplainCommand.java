package io.heliograph.server.cli.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.seal.SealFolder;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.Build;
import io.heliograph.server.ExitCode;
import io.heliograph.server.audit.CheckpointMapper;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import io.heliograph.server.cli.journal.JournalDirectory;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.server.explain.Explainer;
import io.heliograph.server.explain.ExplanationText;
import io.heliograph.server.explain.UnexplainedException;
import io.heliograph.v1.ExplainSignalRequest;
import io.heliograph.v1.Explanation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: why a signal was made. */
@Command(
        name = "explain",
        description = {
            "Tell why a signal was made: the rule that moved the stance, the event that caused it, every condition with the"
                    + " numbers that it compared, every value with its raw bits, the bars, the strategy.",
            "The events before the signal are replayed from the nearest snapshot, and the signal that comes out is compared"
                    + " with the recorded one: exit 1 where they differ. Of endings, outcomes, faults and bars it tells the cause,"
                    + " the record and the signal that they belong to. Reads the journal only, beside a running engine or without one; with --target the"
                    + " engine does it."
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private static final JsonFormat.Printer JSON =
            JsonFormat.printer().omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();

    /** Events that are replayed in about a second; more are announced. */
    private static final long QUICK = 1_000_000;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID|SEQUENCE", description = "A signal's id, or the sequence of any output.")
    private String signal;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of an engine, read where no --target is given (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("heliograph-data");

    @Option(
            names = "--bars",
            paramLabel = "N",
            description =
                    "Bars to show of each timeframe, 1 to " + Explainer.MOST_BARS + " (default: ${DEFAULT-VALUE}).")
    private int bars = Explainer.USUAL_BARS;

    @Option(names = "--json", description = "One JSON object on one line.")
    private boolean json;

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (bars < 1 || bars > Explainer.MOST_BARS) {
            throw new ParameterException(
                    spec.commandLine(), "expected --bars from 1 to " + Explainer.MOST_BARS + ", found bars=" + bars);
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--target")) {
            return print(ask());
        }
        return JournalDirectory.look(data, journal -> print(read(journal)));
    }

    private int print(Explanation explanation) {
        if (json) {
            console.print(json(explanation));
        } else {
            ExplanationText.of(explanation).forEach(console::print);
        }
        return explanation.getProof().getReproduced() ? ExitCode.OK.value() : ExitCode.FINDING.value();
    }

    private Explanation read(JournalView journal) {
        Progress progress = new Progress(console, "events", System::nanoTime);
        try {
            Explainer explainer = new Explainer(
                    journal.id(),
                    journal.events(),
                    journal.outputs(),
                    SnapshotStore.of(journal),
                    () -> Explainer.UNKNOWN,
                    (event, output) ->
                            SealFolder.in(data).covering(event, output).map(CheckpointMapper::map),
                    Build.version(),
                    System::nanoTime);
            return explainer.explain(signal, bars, (done, total) -> {
                if (done == 0 && total > QUICK) {
                    console.say("replaying " + total + " events");
                }
                progress.at(done, total == 0 ? 1 : (double) done / total);
            });
        } catch (UnexplainedException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } finally {
            progress.end();
        }
    }

    private Explanation ask() {
        ExplainSignalRequest.Builder request = ExplainSignalRequest.newBuilder().setMaxBars(bars);
        if (Explainer.isSequence(signal)) {
            request.setSequence(Long.parseLong(signal));
        } else {
            request.setSignalId(signal);
        }
        return engine.ask(client -> client.signals().explain(request.build()));
    }

    private static String json(Explanation explanation) {
        try {
            return JSON.print(explanation);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an explanation holds no Any and prints always", e);
        }
    }
}
