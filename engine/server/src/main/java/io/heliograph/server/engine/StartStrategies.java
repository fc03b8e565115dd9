package io.heliograph.server.engine;

import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.Problem;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.StrategiesConfig;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and compiles the strategies that the configuration names, before anything is touched. */
final class StartStrategies {
    private final List<String> problems = new ArrayList<>();
    private final Map<String, CompiledStrategy> strategies = new LinkedHashMap<>();

    private StartStrategies() {}

    /**
     * Compiles them, house strategies first.
     *
     * @throws FatalException USAGE with every problem of every document
     */
    static List<CompiledStrategy> compile(StrategiesConfig config) {
        StartStrategies start = new StartStrategies();
        if (config.house()) {
            HouseStrategies.names().forEach(name -> start.add("house strategy " + name, HouseStrategies.text(name)));
        }
        config.files().forEach(start::addFile);
        if (!start.problems.isEmpty()) {
            throw new FatalException(
                    ExitCode.USAGE, "expected strategies without errors, found:\n" + String.join("\n", start.problems));
        }
        return List.copyOf(start.strategies.values());
    }

    private void addFile(Path file) {
        try {
            add(file.toString(), Files.readString(file));
        } catch (MalformedInputException e) {
            problems.add(file + ": expected UTF-8, found other bytes");
        } catch (IOException e) {
            problems.add(file + ": expected a file that can be read, found cause=" + e.getMessage());
        }
    }

    private void add(String origin, String text) {
        Compilation compilation = StrategyCompiler.compile(text, Map.of(), Optional.empty());
        if (compilation.strategy() == null) {
            for (Problem problem : compilation.problems()) {
                problems.add(origin + ": " + problem);
            }
            return;
        }
        String id = compilation.strategy().rules().id();
        if (strategies.put(id, compilation.strategy()) != null) {
            problems.add(origin + ": expected an id of its own, found one named twice: id=" + id);
        }
    }
}
