package io.heliograph.server.cli.check;

import io.heliograph.server.ExitCode;
import io.heliograph.server.check.EmittedSignal;
import io.heliograph.server.check.Lookahead;
import io.heliograph.server.check.LookaheadReport;
import io.heliograph.server.check.NodesSource;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.text.TimeText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check lookahead}: no signal may know what comes after it. */
@Command(
        name = "lookahead",
        description = {
            "Cut the data right behind the bars of sampled signals, put an hour of random data in the place of what"
                    + " follows, run a fresh core over that, and compare every signal up to the cut. Exit 1 with the first"
                    + " that changes.",
            "Documents cannot look ahead by construction: an expression reads closed bars and nothing else. So this checks"
                    + " the engine, and strategies that are Java classes, as far as they read the files of the run."
        },
        mixinStandardHelpOptions = true)
final class CheckLookaheadCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 10_000;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CheckInputs inputs;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "100",
            description = "Cut at so many signals at most, spread over all of them. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description =
                    "Of the sample and of the random data: the same seed, the same answer. Default: ${DEFAULT-VALUE}.")
    private long seed;

    CheckLookaheadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new ParameterException(
                    spec.commandLine(), "expected --samples from 1 to " + MOST_SAMPLES + ": samples=" + samples);
        }
        LookaheadReport report = inputs.run(
                console,
                (options, listener) -> new Lookahead(options, NodesSource.DOCUMENTS, samples, seed, listener).run());
        print(report);
        return (report.change().isPresent() ? ExitCode.FINDING : ExitCode.OK).value();
    }

    private void print(LookaheadReport report) {
        if (inputs.isJson()) {
            printJson(report);
            return;
        }
        console.print("documents cannot look ahead: an expression reads closed bars and nothing else");
        console.print("ran " + report.cuts() + " prefixes of " + report.signals() + " signals again, an hour of random"
                + " data behind each (seed=" + seed + "): " + report.compared() + " comparisons");
        if (report.change().isEmpty()) {
            console.print(report.signals() == 0 ? "nothing to check: there is no signal" : "ok: no signal changes");
            return;
        }
        LookaheadReport.Change change = report.change().get();
        console.print("LOOKS AHEAD: this signal changes with what comes after " + TimeText.of(change.cutNs())
                + ", where the data were cut");
        console.print("  files as they are: " + text(change.withFile()));
        console.print("  random data after: " + text(change.withRandom()));
    }

    private void printJson(LookaheadReport report) {
        JsonLine line = new JsonLine()
                .put("check", "lookahead")
                .put("ok", report.change().isEmpty())
                .put("signals", report.signals())
                .put("prefixes", report.cuts())
                .put("compared", report.compared())
                .put("seed", seed);
        report.change()
                .ifPresent(change -> line.put("cut", TimeText.of(change.cutNs()))
                        .put("with_file", text(change.withFile()))
                        .put("with_random", text(change.withRandom())));
        console.print(line.toString());
    }

    private static String text(Optional<EmittedSignal> signal) {
        return signal.map(EmittedSignal::toString).orElse("none");
    }
}
