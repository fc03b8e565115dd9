package io.heliograph.server.cli.strategy;

import io.heliograph.server.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code strategy}: what can be done with strategies. */
@Command(
        name = "strategy",
        description = "Write and check strategy documents; put them in force in a running engine, look at them, remove"
                + " them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class StrategyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with all that stands under it. */
    public static CommandLine line(Console console) {
        return new CommandLine(new StrategyCommand())
                .addSubcommand(new StrategyNewCommand(console))
                .addSubcommand(new StrategyCheckCommand(console))
                .addSubcommand(new StrategyApplyCommand(console))
                .addSubcommand(new StrategyListCommand(console))
                .addSubcommand(new StrategyShowCommand(console))
                .addSubcommand(new StrategyRemoveCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: strategy new, check, apply, list, show or remove");
    }
}
