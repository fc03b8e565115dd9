package io.heliograph.server.cli.strategy;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.v1.Strategy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code strategy show}: one strategy in force, as a document again. */
@Command(
        name = "show",
        description = "Print a strategy in force: its facts as comments, then its document as it was given.",
        mixinStandardHelpOptions = true)
final class StrategyShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Parameters(paramLabel = "ID", description = "The strategy's id.")
    private String id;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    StrategyShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (HeliographClient client = engine.client()) {
            Strategy strategy = client.strategies().get(id);
            if (json) {
                JsonLine line = new JsonLine();
                StrategyLines.put(line, strategy);
                console.print(line.put("text", strategy.getText()).toString());
            } else {
                StrategyLines.text(strategy).forEach(line -> console.print("# " + line.replaceAll("\\R", " ")));
                strategy.getText().lines().forEach(console::print);
            }
            return ExitCode.OK.value();
        } catch (HeliographException e) {
            throw engine.failure(e);
        }
    }
}
