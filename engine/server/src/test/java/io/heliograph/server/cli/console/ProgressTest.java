package io.heliograph.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final ManualClock clock = new ManualClock(7_000);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldSayALineEveryFiveSecondsWhereNobodyWatches() {
        Progress progress = progress(false);

        progress.at(10, 0.1);
        clock.advance(Duration.ofMillis(4_999));
        progress.at(400, 0.2);
        clock.advance(Duration.ofMillis(1));
        progress.at(500, 0.25);
        clock.advance(Duration.ofSeconds(1));
        progress.at(600, 0.3);
        clock.advance(Duration.ofSeconds(4));
        progress.at(25_000, 1);
        progress.end();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("[######------------------]  25 %  500 rows  100/s  15 s left\n"
                        + "[########################] 100 %  25 k rows  2500/s  0 s left\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void shouldDrawOverTheBarTenTimesASecondWhereAPersonWatches() {
        Progress progress = progress(true);

        clock.advance(Duration.ofMillis(99));
        progress.at(5, 0.1);
        assertThat(err.size()).isZero();
        clock.advance(Duration.ofMillis(1));
        progress.at(10, 0.5);
        clock.advance(Duration.ofMillis(50));
        progress.at(15, 0.75);

        assertThat(screen()).isEqualTo("[############------------]  50 %  10 rows  100/s  0 s left");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("\r").doesNotContain("\n");
    }

    @Test
    void shouldLeaveNothingOfALongerBarUnderAShorterOne() {
        Progress progress = progress(true);
        clock.advance(Duration.ofSeconds(1));
        progress.at(9_999, 0.000_01);
        assertThat(screen()).endsWith("9999 rows  9999/s  99999 s left");

        clock.advance(Duration.ofSeconds(1));
        progress.at(20_000, 0.5);

        assertThat(screen()).isEqualTo("[############------------]  50 %  20 k rows  10 k/s  2 s left");
    }

    @Test
    void shouldClearTheBarAtTheEnd() {
        Progress progress = progress(true);
        clock.advance(Duration.ofSeconds(1));
        progress.at(1_500_000, 0.1);
        assertThat(screen()).contains("1.5 M rows  1.5 M/s  9 s left");

        progress.end();
        int cleared = err.size();
        progress.end();

        assertThat(screen()).isEmpty();
        assertThat(err.size()).as("a bar that is gone is not cleared again").isEqualTo(cleared);
    }

    @Test
    void shouldCountOnlyWhereNobodyKnowsTheWhole() {
        Progress progress = progress(false);

        clock.advance(Duration.ofSeconds(10));
        progress.at(10_000, Double.NaN);

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("10 k rows  1000/s\n");
    }

    @Test
    void shouldPromiseNoTimeBeforeAnythingIsDoneAndNoMoreThanTheWhole() {
        Progress progress = progress(false);

        clock.advance(Duration.ofSeconds(5));
        progress.at(0, 0);
        clock.advance(Duration.ofSeconds(5));
        progress.at(10, 1.2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "[------------------------]   0 %  0 rows  0/s",
                        "[########################] 100 %  10 rows  1/s  0 s left");
    }

    private Progress progress(boolean isTerminal) {
        return new Progress(new Console(stream(out), stream(err), isTerminal), "rows", clock);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What stands on the terminal's line: a carriage return goes back to its start, what comes then is drawn over. */
    private String screen() {
        StringBuilder line = new StringBuilder();
        int at = 0;
        for (char c : err.toString(StandardCharsets.UTF_8).toCharArray()) {
            if (c == '\r') {
                at = 0;
            } else {
                line.replace(at, Math.min(line.length(), at + 1), String.valueOf(c));
                at++;
            }
        }
        return line.toString().stripTrailing();
    }
}
