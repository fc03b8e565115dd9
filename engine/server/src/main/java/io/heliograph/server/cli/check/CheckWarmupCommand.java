package io.heliograph.server.cli.check;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.ExitCode;
import io.heliograph.server.check.EmittedSignal;
import io.heliograph.server.check.Warmup;
import io.heliograph.server.check.WarmupReport;
import io.heliograph.server.check.WarmupReport.Cause;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check warmup}: which signals depend on where the data begin. */
@Command(
        name = "warmup",
        description = {
            "Run again without the first 1, 10 and 100 bars (of each strategy's timeframe, for each symbol), and say which"
                    + " signals change, and why: compared is every bar at which the strategy is evaluated in both runs.",
            "UNCONVERGED: an expression still remembered its start; named are those with fewer bars than they need to be"
                    + " CONVERGED. STANCE: the numbers are settled, but an earlier change left another stance behind."
                    + " CLAIM_BROKEN: both runs claim CONVERGED, from the same stance, and the signal changes all the"
                    + " same, because a claim is wrong or a comparison hangs on the last digits of its numbers: exit 1."
                    + " The others are no failure; ready = CONVERGED in a document waits for settled numbers."
        },
        mixinStandardHelpOptions = true)
final class CheckWarmupCommand implements Callable<Integer> {
    private static final int TOLD_AT_MOST = 3;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CheckInputs inputs;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0.001",
            description = {
                "A signal changes where its side or reason does, or its stop or target by more than this share, or its"
                        + " confidence by more than this. Default: ${DEFAULT-VALUE}."
            })
    private double tolerance;

    CheckWarmupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "expected --tolerance from 0 to below 1: tolerance=" + tolerance);
        }
        WarmupReport report =
                inputs.run(console, (options, listener) -> new Warmup(options, tolerance, listener).run());
        report.parts().forEach(inputs.isJson() ? this::printJson : this::print);
        if (!inputs.isJson()) {
            console.print(
                    report.hasBrokenClaim()
                            ? "NOT SETTLED: a signal that claims CONVERGED changes; its claim is wrong, or a"
                                    + " comparison hangs on the last digits of its numbers"
                            : "ok: no signal that claims CONVERGED changes");
        }
        return (report.hasBrokenClaim() ? ExitCode.FINDING : ExitCode.OK).value();
    }

    private void print(WarmupReport.Part part) {
        console.print(String.format(
                Locale.ROOT,
                "%-18s %4s  without the first %3d: %d of %d signals change (UNCONVERGED %d, STANCE %d, CLAIM_BROKEN %d)",
                part.strategy().rules().id(),
                part.strategy().rules().timeframe(),
                part.bars(),
                part.changes().size(),
                part.signals(),
                part.count(Cause.UNCONVERGED),
                part.count(Cause.STANCE),
                part.count(Cause.CLAIM_BROKEN)));
        for (WarmupReport.Change change : told(part)) {
            console.print("    " + change.place() + "  " + change.cause() + " " + what(change));
        }
    }

    /** The first few of all, and the first few broken claims, which are what matters. */
    private static List<WarmupReport.Change> told(WarmupReport.Part part) {
        List<WarmupReport.Change> broken = part.changes().stream()
                .filter(change -> change.cause() == Cause.CLAIM_BROKEN)
                .toList();
        List<WarmupReport.Change> from = broken.isEmpty() ? part.changes() : broken;
        return from.subList(0, Math.min(TOLD_AT_MOST, from.size()));
    }

    private static String what(WarmupReport.Change change) {
        String nodes = change.nodes().stream()
                .map(node -> node.expression() + " "
                        + (node.bars() == CompiledStrategy.NEVER ? "never forgets" : "needs " + node.bars()))
                .collect(Collectors.joining(", "));
        return "after " + change.barsSeen() + " bars: " + brief(change.base()) + " becomes " + brief(change.later())
                + (nodes.isEmpty() ? "" : "; " + nodes);
    }

    private static String brief(EmittedSignal signal) {
        return signal == null ? "none" : signal.side() + " (" + signal.reason() + ")";
    }

    private void printJson(WarmupReport.Part part) {
        JsonLine line = new JsonLine()
                .put("check", "warmup")
                .put("strategy", part.strategy().rules().id())
                .put("timeframe", part.strategy().rules().timeframe().toString())
                .put("left_out", part.bars())
                .put("signals", part.signals())
                .put("changes", part.changes().size())
                .put("unconverged", part.count(Cause.UNCONVERGED))
                .put("stance", part.count(Cause.STANCE))
                .put("claim_broken", part.count(Cause.CLAIM_BROKEN))
                .put("ok", part.count(Cause.CLAIM_BROKEN) == 0)
                .put(
                        "first",
                        told(part).stream()
                                .map(change -> change.place() + " " + change.cause() + " " + what(change))
                                .toList());
        console.print(line.toString());
    }
}
