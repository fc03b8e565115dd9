package io.heliograph.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonLineTest {
    @Test
    void shouldKeepTheOrderOfTheMembersOnOneLine() {
        String line = new JsonLine()
                .put("z", "text")
                .put("a", true)
                .put("m", Long.MIN_VALUE)
                .put("list", List.of("x", "y"))
                .put("none", List.of())
                .toString();

        assertThat(line)
                .isEqualTo("{\"z\":\"text\",\"a\":true,\"m\":-9223372036854775808,\"list\":[\"x\",\"y\"],\"none\":[]}");
    }

    @Test
    void shouldEscapeWhatAStringMayHold() {
        String line = new JsonLine()
                .put("k\"", "a \"b\" \\ \n\t\u0001 \u20ac")
                .put("list", List.of("two\nlines"))
                .toString();

        assertThat(line)
                .isEqualTo("{\"k\\\"\":\"a \\\"b\\\" \\\\ \\n\\t\\u0001 \u20ac\",\"list\":[\"two\\nlines\"]}")
                .doesNotContain("\n");
    }

    @Test
    void shouldPrintTheShortestTextOfADouble() {
        assertThat(new JsonLine().put("x", 0.1).toString()).isEqualTo("{\"x\":0.1}");
        assertThat(new JsonLine().put("x", 100.0).toString()).isEqualTo("{\"x\":100}");
        assertThat(new JsonLine().put("x", -0.0).toString()).isEqualTo("{\"x\":0}");
        assertThat(new JsonLine().put("x", 2e-10).toString()).isEqualTo("{\"x\":2e-10}");
    }

    @Test
    void shouldPrintNullForWhatIsNoNumberInJson() {
        assertThat(new JsonLine().put("x", Double.NaN).toString()).isEqualTo("{\"x\":null}");
        assertThat(new JsonLine().put("x", Double.POSITIVE_INFINITY).toString()).isEqualTo("{\"x\":null}");
        assertThat(new JsonLine().put("x", Double.NEGATIVE_INFINITY).toString()).isEqualTo("{\"x\":null}");
        assertThat(new JsonLine().put("x", (String) null).toString()).isEqualTo("{\"x\":null}");
    }

    @Test
    void shouldAnswerTheSameTextAgain() {
        JsonLine line = new JsonLine().put("n", 1L);

        assertThat(line.toString()).isEqualTo("{\"n\":1}");
        assertThat(line.toString()).isEqualTo("{\"n\":1}");
        assertThat(new JsonLine().toString()).isEqualTo("{}");
    }
}
