package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SharedDataTest {

    @Test
    void shouldReadPlainAndPackedFiles() throws IOException {
        SharedData.assumePresent();

        Csv series = SharedData.csv("oracle/series.csv");
        try (BufferedReader packed = SharedData.open("trades/IBM_2013-10-10.csv.gz")) {
            assertThat(packed.readLine()).contains("price");
        }

        assertThat(series.rows()).isGreaterThan(10);
        assertThat(Files.isRegularFile(SharedData.path("oracle/series/" + series.get(0, "series") + ".csv")))
                .isTrue();
    }

    @Test
    void shouldSplitQuotedCells() {
        assertThat(Csv.split("a,\"b, \"\"c\"\"\",,d")).containsExactly("a", "b, \"c\"", "", "d");
    }

    @Test
    void shouldNameAColumnThatIsNotThere() {
        Csv csv = new Csv("some.csv", java.util.List.of(new String[] {"a"}, new String[] {"1"}));

        assertThat(csv.number(0, "a")).isEqualTo(1.0);
        assertThatThrownBy(() -> csv.get(0, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such column: file=some.csv column=b columns=[a]");
    }
}
