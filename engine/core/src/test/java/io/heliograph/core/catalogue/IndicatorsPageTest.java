package io.heliograph.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that is checked in is the page that the tables make; the opening of the page says how to make it anew. */
class IndicatorsPageTest {
    private static final Path PAGE = Path.of("INDICATORS.md");

    @Test
    void shouldBeThePageThatTheTablesMake() throws IOException {
        if (Boolean.getBoolean("heliograph.regenerate")) {
            Files.writeString(PAGE, IndicatorsPage.text());
        }

        assertThat(Files.readString(PAGE))
                .as("stale: mvn -pl engine/core test -Dtest=IndicatorsPageTest -Dheliograph.regenerate=true")
                .isEqualTo(IndicatorsPage.text());
    }
}
