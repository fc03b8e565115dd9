package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a strategy out of a document's text, or tells all of its problems. No I/O, no state. */
public final class StrategyCompiler {
    private StrategyCompiler() {}

    /**
     * Compiles a document.
     *
     * @param text HOCON, at most 64 KiB
     * @param overrides values of params by name; each must be a name of the document's params
     * @param timeframe stands in for the document's timeframe where present
     */
    public static Compilation compile(String text, Map<String, Double> overrides, Optional<Timeframe> timeframe) {
        return compile(text, overrides, timeframe, DocumentReader.MAX_BYTES, true);
    }

    /**
     * Compiles a canonical form, as a journal keeps it; what is compiled has exactly this canonical form.
     *
     * <p>Nothing is warned of: the core would pay for it at each replay, and nobody reads it there.
     */
    public static Compilation compileCanonical(String canonical) {
        Compilation compilation =
                compile(canonical, Collections.emptyMap(), Optional.empty(), DocumentReader.MAX_CANONICAL_BYTES, false);
        CompiledStrategy strategy = compilation.strategy();
        if (strategy == null || strategy.canonical().equals(canonical)) {
            return compilation;
        }
        Problem problem = Problem.at("document", 1, 1, "this is not a canonical form", "");
        return new Compilation(null, List.of(problem), compilation.warnings());
    }

    private static Compilation compile(
            String text,
            Map<String, Double> overrides,
            Optional<Timeframe> timeframe,
            int maxBytes,
            boolean isAdvised) {
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        DocumentReader reader = new DocumentReader(text, problems);
        Document document = reader.read(maxBytes);
        CompiledStrategy strategy = null;
        if (document != null) {
            override(document, overrides, timeframe, reader);
            DocumentCompiler compiler = new DocumentCompiler(document, reader, problems, warnings);
            strategy = compiler.compile(text);
            if (isAdvised && problems.isEmpty()) {
                compiler.advise();
            }
        }
        problems.sort(Comparator.comparingInt(Problem::line));
        return new Compilation(problems.isEmpty() ? strategy : null, List.copyOf(problems), List.copyOf(warnings));
    }

    private static void override(
            Document document, Map<String, Double> overrides, Optional<Timeframe> timeframe, DocumentReader reader) {
        timeframe.ifPresent(other -> {
            document.timeframe = other;
            if (other.isTime() && other.length() % Timeframe.SECOND != 0) {
                reader.problem("timeframe", "a timeframe is a number of whole seconds: found " + other);
            }
        });
        new TreeMap<>(overrides).forEach((name, value) -> {
            if (!document.params.containsKey(name)) {
                reader.problem(
                        "params." + name,
                        "no such param: '" + name + "'" + Nearest.hint(name, document.params.keySet()));
            } else if (value.isNaN() || value.isInfinite()) {
                reader.problem("params." + name, "expected a finite number: found " + value);
            } else {
                document.params.put(name, value);
            }
        });
    }
}
