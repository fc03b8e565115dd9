package io.heliograph.server.cli.strategy;

import io.heliograph.client.HeliographClient;
import io.heliograph.server.cli.option.EngineOptions;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which strategy of which engine a command is about, and how it answers. */
final class StrategyInForce {
    @Mixin
    private EngineOptions engine;

    @Parameters(paramLabel = "ID", description = "The strategy's id.")
    private String id;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    String id() {
        return id;
    }

    boolean isJson() {
        return json;
    }

    /** Asks the engine; as {@link EngineOptions#ask}. */
    <T> T ask(Function<HeliographClient, T> question) {
        return engine.ask(question);
    }
}
