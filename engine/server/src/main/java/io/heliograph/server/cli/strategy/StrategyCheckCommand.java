package io.heliograph.server.cli.strategy;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Plan;
import io.heliograph.core.language.Problem;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.StrategyDocuments;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code strategy check}: whether a document can be applied, and what it needs. */
@Command(
        name = "check",
        description = {
            "Check strategy documents: files, or the names of house strategies.",
            "Prints every problem with its place, or what the strategy needs. Exit 1 where one cannot be applied."
        },
        mixinStandardHelpOptions = true)
final class StrategyCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A document, or the name of a house strategy.")
    private List<String> documents;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter instead of the document's.")
    private Map<String, Double> params = new LinkedHashMap<>();

    @Option(names = "--timeframe", paramLabel = "TF", description = "Another timeframe than the document's.")
    private String timeframe;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    StrategyCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean failed = false;
        for (String document : documents) {
            Compilation compilation = StrategyCompiler.compile(StrategyDocuments.text(document), params, timeframe());
            if (json) {
                printJson(document, compilation);
            } else {
                printText(document, compilation);
            }
            failed |= compilation.strategy() == null;
        }
        return (failed ? ExitCode.FINDING : ExitCode.OK).value();
    }

    private Optional<Timeframe> timeframe() {
        try {
            return Optional.ofNullable(timeframe).map(Timeframe::parse);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--timeframe: " + e.getMessage());
        }
    }

    private void printText(String document, Compilation compilation) {
        for (Problem problem : compilation.problems()) {
            console.print(document + ": " + problem);
        }
        for (Problem warning : compilation.warnings()) {
            console.print(document + ": warning: " + warning);
        }
        CompiledStrategy strategy = compilation.strategy();
        if (strategy == null) {
            int count = compilation.problems().size();
            console.print(document + ": " + count + (count == 1 ? " problem" : " problems"));
            return;
        }
        console.print(document + ": ok");
        console.print("  id          " + strategy.rules().id());
        console.print("  description " + strategy.description());
        console.print("  hash        " + hash(strategy));
        console.print("  timeframe   " + strategy.rules().timeframe());
        console.print("  reads       " + strategy.timeframes());
        console.print("  ready       at bar " + strategy.readyBar() + ", set by " + strategy.readySetBy());
        console.print("  converged   "
                + (strategy.convergedBar() == CompiledStrategy.NEVER ? "never" : "at bar " + strategy.convergedBar())
                + ", set by " + strategy.convergedSetBy());
        console.print("  nodes       " + strategy.nodeCount());
        console.print("  state       " + strategy.stateDoubles() + " doubles an instrument");
        for (Plan.Value value : strategy.plan().values()) {
            console.print("  let         " + value.name() + ": " + type(value));
        }
    }

    private void printJson(String document, Compilation compilation) {
        JsonLine line = new JsonLine()
                .put("document", document)
                .put("ok", compilation.strategy() != null)
                .put(
                        "problems",
                        compilation.problems().stream().map(Problem::toString).toList())
                .put(
                        "warnings",
                        compilation.warnings().stream().map(Problem::toString).toList());
        CompiledStrategy strategy = compilation.strategy();
        if (strategy != null) {
            line.put("id", strategy.rules().id())
                    .put("hash", hash(strategy))
                    .put("timeframe", strategy.rules().timeframe().toString())
                    .put("ready_bar", strategy.readyBar())
                    .put("ready_set_by", strategy.readySetBy())
                    .put("converged_bar", strategy.convergedBar())
                    .put("converged_set_by", strategy.convergedSetBy())
                    .put("nodes", strategy.nodeCount())
                    .put("state_doubles", strategy.stateDoubles());
            strategy.plan().values().forEach(value -> line.put("let." + value.name(), type(value)));
        }
        console.print(line.toString());
    }

    private static String type(Plan.Value value) {
        return value.type().name().toLowerCase(Locale.ROOT);
    }

    private static String hash(CompiledStrategy strategy) {
        return HexFormat.of().formatHex(strategy.hash());
    }
}
