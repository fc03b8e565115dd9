package io.heliograph.server.cli.strategy;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.v1.Strategy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code strategy show}: one strategy in force, as a document again. */
@Command(
        name = "show",
        description = "Print a strategy in force: its facts as comments, then its document as it was given.",
        mixinStandardHelpOptions = true)
final class StrategyShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StrategyInForce named;

    StrategyShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Strategy strategy = named.ask(client -> client.strategies().get(named.id()));
        if (named.isJson()) {
            JsonLine line = new JsonLine();
            StrategyLines.put(line, strategy);
            console.print(line.put("text", strategy.getText()).toString());
        } else {
            StrategyLines.text(strategy).forEach(line -> console.print("# " + line.replaceAll("\\R", " ")));
            strategy.getText().lines().forEach(console::print);
        }
        return ExitCode.OK.value();
    }
}
