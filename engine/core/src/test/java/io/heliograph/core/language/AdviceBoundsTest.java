package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions that double what they stand for: what is said of them must not take time for each of their paths. */
class AdviceBoundsTest {
    private static final int DOUBLINGS = 40;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            defined(close)   | %s and %s        | %s
            utc_minute       | %s + %s          | %s == 5
            close            | max(%s, %s)      | %s == 5
            close            | if(close > open, %s, %s) | %s == 5
            utc_minute       | %s * %s          | %s == 5
            close            | max(%s, %s)      | open < %s and close > open
            """)
    void shouldSayWhatIsToBeSaidInTimeThatGrowsWithTheDocumentAlone(String first, String next, String condition) {
        StringBuilder document = new StringBuilder("id = a\ntimeframe = 1m\nlet {\n  x0 = \"" + first + "\"\n");
        for (int i = 1; i <= DOUBLINGS; i++) {
            String before = "x" + (i - 1);
            document.append("  x")
                    .append(i)
                    .append(" = \"")
                    .append(next.formatted(before, before))
                    .append("\"\n");
        }
        document.append("}\nbuy = \"")
                .append(condition.formatted("x" + DOUBLINGS))
                .append("\"\nexpires = 5 bars\n");

        Compilation compilation =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Documents.compile(document.toString()));

        assertThat(compilation.strategy()).isNotNull();
    }
}
