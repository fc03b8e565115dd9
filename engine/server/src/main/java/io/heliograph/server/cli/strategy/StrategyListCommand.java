package io.heliograph.server.cli.strategy;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.v1.Strategy;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code strategy list}: the strategies in force. */
@Command(name = "list", description = "Print the strategies in force, by id.", mixinStandardHelpOptions = true)
final class StrategyListCommand implements Callable<Integer> {
    private static final int SHORT_HASH = 12;

    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    StrategyListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return engine.ask(client -> {
            client.strategies().all().forEach(this::print);
            return ExitCode.OK.value();
        });
    }

    private void print(Strategy strategy) {
        if (json) {
            JsonLine line = new JsonLine();
            StrategyLines.put(line, strategy);
            console.print(line.toString());
            return;
        }
        String failed = strategy.getFailedInstruments() == 0 ? "" : ", failed " + strategy.getFailedInstruments();
        console.print(String.format(
                Locale.ROOT,
                "%-28s %-5s %s  event %d  instruments %d%s  %s",
                strategy.getStrategyId(),
                strategy.getTimeframe(),
                strategy.getStrategyHash().substring(0, SHORT_HASH),
                strategy.getEffectiveSequence(),
                strategy.getInstruments(),
                failed,
                strategy.getDescription()));
    }
}
