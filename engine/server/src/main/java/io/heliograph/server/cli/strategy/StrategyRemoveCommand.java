package io.heliograph.server.cli.strategy;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code strategy remove}: takes a strategy out of force. */
@Command(
        name = "remove",
        description = "Take a strategy out of force; its open signals end with REMOVED.",
        mixinStandardHelpOptions = true)
final class StrategyRemoveCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StrategyInForce named;

    StrategyRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long sequence = named.ask(client -> client.strategies().remove(named.id()));
        console.print(
                named.isJson()
                        ? new JsonLine()
                                .put("id", named.id())
                                .put("effective_sequence", sequence)
                                .toString()
                        : named.id() + ": gone from event " + sequence + " on");
        return ExitCode.OK.value();
    }
}
