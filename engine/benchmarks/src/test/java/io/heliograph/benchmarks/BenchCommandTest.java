package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The command itself, with rounds so short that only its own logic is measured. */
final class BenchCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... args) {
        return BenchCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintARowForEachKernelAndEndAsTheVerdictsSay() {
        int code = run("--rows", "1c", "--rounds", "9", "--warm-rounds", "1", "--round-ms", "1", "--json");

        assertThat(printed().split("\"row\" : \"1c\"", -1)).hasSize(9);
        assertThat(printed()).contains("\"what\" : \"StochRSI 14,14,3,3\"", "\"rounds\"", "\"jdk\"", "\"flags\"");
        boolean failed = printed().contains("\"MISSED\"") || printed().contains("\"VOID\"");
        assertThat(code).isEqualTo(failed ? 1 : 0);
    }

    @Test
    void shouldHoldTheRowsThatNoClockDecides() {
        int code = run("--rows", "2", "--bars", "30000");

        assertThat(printed()).contains("Bollinger width at 60,000", "after prints of 1e9", "goal reached");
        assertThat(code).isZero();
    }

    @Test
    void shouldRefuseRowsThatThereAreNot() {
        assertThat(run("--rows", "17")).isEqualTo(2);
        assertThat(run("--rows", "2", "--rounds", "5")).isEqualTo(2);
        assertThat(run("--rows", "2", "--warm-rounds", "0")).isEqualTo(2);
        assertThat(run("--rows", "2", "--bars", "5")).isEqualTo(2);
    }
}
