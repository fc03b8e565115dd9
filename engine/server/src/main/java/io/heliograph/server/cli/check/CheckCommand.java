package io.heliograph.server.cli.check;

import io.heliograph.server.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check}: whether the signals of a backtest can be trusted. */
@Command(
        name = "check",
        description = {
            "Check the signals of strategies over files: that none knows what comes after it (lookahead), and which"
                    + " depend on where the data begin (warmup). No engine is needed."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with its checks. */
    public static CommandLine line(Console console) {
        return new CommandLine(new CheckCommand())
                .addSubcommand(new CheckLookaheadCommand(console))
                .addSubcommand(new CheckWarmupCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a check: check lookahead FILE, check warmup FILE");
    }
}
