package io.heliograph.server.cli.option;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Problem;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.v1.StrategyDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which strategies a command runs, with which parameters, on which timeframe. */
public final class StrategyOptions {
    @Option(
            names = "--strategy",
            paramLabel = "FILE",
            description = "A document, or the name of a house strategy; may be given again.")
    private List<String> documents = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter instead of the documents', in each that has it.")
    private Map<String, Double> params = new LinkedHashMap<>();

    @Option(
            names = "--timeframe",
            paramLabel = "TF",
            description = {
                "Run the documents on another timeframe than their own: 30s, 5m, 1d, 100t, 5000v. It is also that of"
                        + " bar files without such a column."
            })
    private String timeframe;

    /** Text of {@code --timeframe}; null where it was not given. */
    public String timeframeText() {
        return timeframe;
    }

    public boolean isNoneNamed() {
        return documents.isEmpty();
    }

    /** Whether a parameter or a timeframe was given, which is nothing without a document. */
    public boolean isSomethingSet() {
        return !params.isEmpty() || timeframe != null;
    }

    /**
     * Compiles the documents named, or those of these names where none was.
     *
     * @throws CommandException USAGE with every problem of every document
     */
    public List<CompiledStrategy> compile(List<String> otherwise) {
        List<String> problems = new ArrayList<>();
        Map<String, CompiledStrategy> strategies = new LinkedHashMap<>();
        TreeSet<String> unused = new TreeSet<>(params.keySet());
        for (String document : isNoneNamed() ? otherwise : documents) {
            CompiledStrategy strategy = compile(document, unused, problems);
            if (strategy != null && strategies.put(strategy.rules().id(), strategy) != null) {
                problems.add(document + ": expected an id of its own, found one named twice: id="
                        + strategy.rules().id());
            }
        }
        if (problems.isEmpty() && !unused.isEmpty() && !strategies.isEmpty()) {
            problems.add("--set: expected a param of one of the documents: name=" + unused.first());
        }
        if (!problems.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
        }
        return List.copyOf(strategies.values());
    }

    /**
     * The documents named, each with the parameters that it has, for an engine to compile.
     *
     * @throws CommandException USAGE with every problem of every document
     */
    public List<StrategyDocument> documents() {
        compile(List.of());
        return documents.stream().map(this::document).toList();
    }

    private StrategyDocument document(String document) {
        String text = StrategyDocuments.text(document);
        Map<String, Double> own = new HashMap<>(params);
        own.keySet()
                .retainAll(StrategyCompiler.compile(text, Map.of(), timeframe())
                        .strategy()
                        .params()
                        .keySet());
        return StrategyDocument.newBuilder()
                .setText(text)
                .putAllParams(own)
                .setTimeframe(timeframe == null ? "" : timeframe)
                .build();
    }

    private CompiledStrategy compile(String document, TreeSet<String> unused, List<String> problems) {
        String text = StrategyDocuments.text(document);
        Compilation plain = StrategyCompiler.compile(text, Map.of(), timeframe());
        Compilation compilation = plain;
        if (plain.strategy() != null) {
            Map<String, Double> own = new HashMap<>(params);
            own.keySet().retainAll(plain.strategy().params().keySet());
            unused.removeAll(own.keySet());
            compilation = own.isEmpty() ? plain : StrategyCompiler.compile(text, own, timeframe());
        }
        for (Problem problem : compilation.problems()) {
            problems.add(document + ": " + problem);
        }
        return compilation.strategy();
    }

    private Optional<Timeframe> timeframe() {
        try {
            return Optional.ofNullable(timeframe).map(Timeframe::parse);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--timeframe: " + e.getMessage());
        }
    }
}
