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

    @Test
    void shouldReferToNothingThatDiffersBetweenRuns() throws IOException {
        Path classes = Path.of("target", "classes");

        Map<Exemption, String> exemptions = Map.of(
                new Exemption(LANGUAGE + "HouseStrategies", "java.io.InputStream"),
                "reads the documents that the engine ships; no event does",
                new Exemption(LANGUAGE + "IndicatorCatalogue", "java.io.InputStream"),
                "reads the texts of the catalogue that the engine ships; no event does",
                new Exemption(LANGUAGE + "IndicatorCatalogue", "java.io.InputStreamReader"),
                "reads the texts of the catalogue that the engine ships; no event does",
                new Exemption("io.heliograph.core.catalogue.ParityTable", "java.io.InputStream"),
                "reads the table of the catalogue page that the engine ships; no event does");

        assertThat(DeterminismRule.breaches(classes, exemptions)).isEmpty();
    }
}
