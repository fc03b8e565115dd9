package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every market data file of the shared folder. */
final class SharedFilesTest {
    private final List<String> problems = new ArrayList<>();

    @BeforeEach
    void needData() {
        SharedData.assumePresent();
    }

    @Test
    void shouldReadEveryRowOfEveryFile() throws Exception {
        long rows = 0;
        for (String folder : List.of(
                "bars_1s", "bars_1m", "bars_1d", "trades", "quotes", "oracle/series", "oracle/bars_from_trades")) {
            for (Path path : files(folder)) {
                long read = rows(path);
                assertThat(read).as(path.toString()).isPositive();
                rows += read;
            }
        }

        assertThat(problems).isEmpty();
        assertThat(rows).isGreaterThan(3_000_000);
    }

    @Test
    void shouldNameTheDefectiveRowsByTheirLine() throws Exception {
        assertThat(rows(SharedData.path("defects/illiquid_3m_zero_volume.csv"))).isEqualTo(595);
        assertThat(rows(SharedData.path("defects/spy_1d_out_of_order.csv"))).isEqualTo(502);
        assertThat(problems).isEmpty();

        long read = rows(SharedData.path("defects/spy_1d_missing_cells.csv"));

        assertThat(problems).hasSize(50 + 51);
        for (int i = 0; i < 50; i++) {
            assertThat(problems.get(i))
                    .isEqualTo("spy_1d_missing_cells.csv:" + (202 + i) + ": expected a value: open_time=(empty)");
        }
        for (int i = 0; i < 51; i++) {
            assertThat(problems.get(50 + i))
                    .isEqualTo("spy_1d_missing_cells.csv:" + (451 + i) + ": expected a number: open=(empty)");
        }
        assertThat(read).isEqualTo(502 - 50 - 51);
    }

    private long rows(Path path) throws IOException, RowException {
        long rows = 0;
        try (MarketFiles files = MarketFiles.open(
                List.of(path.toString()), FileFormat.PLAIN, (file, row) -> problems.add(row.getMessage()))) {
            while (files.next() != null) {
                rows++;
            }
            assertThat(files.files().get(0).unknownColumns()).isEmpty();
        }
        return rows;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SharedData.path(folder))) {
            return files.sorted().toList();
        }
    }
}
