package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that is checked in is the page that the tables make; the opening of the page says how to make it anew. */
class LanguagePageTest {
    private static final Path PAGE = Path.of("LANGUAGE.md");

    @Test
    void shouldBeThePageThatTheTablesMake() throws IOException {
        if (Boolean.getBoolean("heliograph.regenerate")) {
            Files.writeString(PAGE, LanguagePage.text());
        }

        assertThat(Files.readString(PAGE))
                .as("stale: mvn -pl engine/core test -Dtest=LanguagePageTest -Dheliograph.regenerate=true")
                .isEqualTo(LanguagePage.text());
    }

    @Test
    void shouldNameTheDefaultsThatTheCompilerFillsIn() {
        String canonical = Documents.strategy(Documents.of("buy = true")).canonical();

        for (DocumentKeys.Row row : DocumentKeys.all()) {
            if (row.fallback().startsWith("`") && !row.name().equals("buy")) {
                String fallback = row.fallback().substring(1, row.fallback().length() - 1);
                Object filled = ConfigFactory.parseString(canonical).getAnyRef(row.name());
                String found = row.name().equals("symbols") ? "[\"*\"]" : filled.toString();
                assertThat(found).as(row.name()).isEqualTo(fallback);
            }
        }
    }

    @Test
    void shouldSpeakOfEveryFunctionAndOfNothingElse() {
        String page = LanguagePage.text();

        for (Definition definition : Catalogue.all()) {
            assertThat(page).contains("`" + definition.signature() + "`");
        }
        for (String word : Scanner.KEYWORDS) {
            assertThat(page).contains("`" + word + "`");
        }
    }
}
