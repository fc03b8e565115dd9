package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a short document could grow into. */
class DocumentBoundsTest {
    /** Bytes of a record of the event log, which holds text and canonical form. */
    private static final int RECORD = 256 * 1024 - 1024;

    @Test
    void shouldRefuseACanonicalFormThatWouldNotFitIntoTheLogWithItsText() {
        List<Problem> problems = Documents.problems(described("\u007f".repeat(60_000)));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("description");
            assertThat(problem.message())
                    .startsWith(
                            "the canonical form has at most 131072 bytes, a character beyond ASCII six of them: bytes=");
        });
        assertThat(DocumentReader.MAX_BYTES + DocumentReader.MAX_CANONICAL_BYTES)
                .isLessThan(RECORD);
    }

    @Test
    void shouldReadTheLongestCanonicalFormAgain() {
        CompiledStrategy strategy = Documents.strategy(described("é".repeat(21_000)));

        assertThat(strategy.canonical().length()).isGreaterThan(126_000);
        assertThat(StrategyCompiler.compileCanonical(strategy.canonical()).problems())
                .isEmpty();
    }

    @Test
    @Timeout(20)
    void shouldStopBuildingAPlanThatOneDefinitionOnManyTimeframesMakesTooLong() {
        StringBuilder sum = new StringBuilder("close");
        for (int i = 1; i < 900; i++) {
            sum.append('+').append(i);
        }
        StringBuilder buy = new StringBuilder("0 < a @ 1d");
        for (int days = 2; days < 400; days++) {
            buy.append("+a@").append(days).append('d');
        }

        List<Problem> problems =
                Documents.problems(Documents.of("let { a = \"" + sum + "\" }", "buy = \"" + buy + "\""));

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("a strategy has at most 512 nodes: nodes=more than 512");
    }

    @Test
    void shouldKeepNamesShortForTheyStandInEverySignal() {
        String longest = "n".repeat(64);

        assertThatCode(() -> Documents.strategy(Documents.of("let { " + longest + " = \"close\" }", "buy = true")))
                .doesNotThrowAnyException();
        assertThat(Documents.problems(Documents.of("let { " + longest + "n = \"close\" }", "buy = true")))
                .extracting(Problem::message)
                .containsExactly("a name has at most 64 characters: length=65");
    }

    private static String described(String description) {
        return Documents.of("buy = true", "description = \"" + description + "\"");
    }
}
