package io.heliograph.server.cli.strategy;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code strategy remove}: takes a strategy out of force. */
@Command(
        name = "remove",
        description = "Take a strategy out of force; its open signals end with REMOVED.",
        mixinStandardHelpOptions = true)
final class StrategyRemoveCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Parameters(paramLabel = "ID", description = "The strategy's id.")
    private String id;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    StrategyRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (HeliographClient client = engine.client()) {
            long sequence = client.strategies().remove(id);
            console.print(
                    json
                            ? new JsonLine()
                                    .put("id", id)
                                    .put("effective_sequence", sequence)
                                    .toString()
                            : id + ": gone from event " + sequence + " on");
            return ExitCode.OK.value();
        } catch (HeliographException e) {
            throw engine.failure(e);
        }
    }
}
