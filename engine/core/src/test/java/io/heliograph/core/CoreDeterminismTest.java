package io.heliograph.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.DeterminismRule;
import io.heliograph.testkit.DeterminismRule.Exemption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreDeterminismTest {
    private static final String LANGUAGE = "io.heliograph.core.language.";
    private static final String LOOKED_UP = "looked up, never iterated";

    @Test
    void shouldReferToNothingThatDiffersBetweenRuns() throws IOException {
        Path classes = Path.of("target", "classes");

        Map<Exemption, String> exemptions = Map.of(
                new Exemption(LANGUAGE + "CompiledStrategy", "java.util.Map.copyOf("), LOOKED_UP,
                new Exemption(LANGUAGE + "Definitions", "java.util.HashMap"), LOOKED_UP,
                new Exemption(LANGUAGE + "DocumentReader", "java.util.Map.of("), "empty",
                new Exemption(LANGUAGE + "ForeignWords", "java.util.Map.of"), LOOKED_UP,
                new Exemption(LANGUAGE + "Parser", "java.util.Set.of("), LOOKED_UP,
                new Exemption(LANGUAGE + "Scanner", "java.util.Set.of("), LOOKED_UP,
                new Exemption(LANGUAGE + "StrategyCompiler", "java.util.Map.of("), "empty",
                new Exemption(LANGUAGE + "HouseStrategies", "java.io.InputStream"),
                        "reads the documents that the engine ships; no event does");

        assertThat(DeterminismRule.breaches(classes, exemptions)).isEmpty();
    }
}
