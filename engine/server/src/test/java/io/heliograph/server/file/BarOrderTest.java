package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.text.TimeText;
import io.heliograph.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BarOrderTest {
    private static final String HEADER = "symbol,timeframe,open_time,open,high,low,close,volume\n";

    @TempDir
    private Path folder;

    @Test
    void shouldGiveAnHourAfterItsMinutesHoweverTheFileIsSorted() throws Exception {
        List<String> byStart =
                List.of("1h 10:00", "5m 10:00", "1m 10:00", "1m 10:01", "1m 10:04", "5m 10:55", "1m 10:59");
        List<String> byEnd =
                List.of("1m 10:00", "1m 10:01", "1m 10:04", "5m 10:00", "1m 10:59", "5m 10:55", "1h 10:00");
        List<String> expected =
                List.of("1m 10:00", "1m 10:01", "5m 10:00", "1m 10:04", "1h 10:00", "5m 10:55", "1m 10:59");

        assertThat(given(byStart)).isEqualTo(expected);
        assertThat(given(byEnd)).isEqualTo(expected);
    }

    @Test
    void shouldGiveEveryOrderByStartByTheEnds() throws Exception {
        List<String> bars = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            String start = String.format("%02d:%02d", 10 + minute / 60, minute % 60);
            bars.add("1m " + start);
            if (minute % 5 == 0) {
                bars.add("5m " + start);
            }
            if (minute % 60 == 0) {
                bars.add("1h " + start);
            }
        }
        List<String> expected = given(bars);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(bars, new Random(seed));
            bars.sort(Comparator.comparing(bar -> bar.substring(3)));

            assertThat(given(bars)).as("seed=" + seed).isEqualTo(expected);
        }
        assertThat(expected.indexOf("1h 10:00")).isEqualTo(expected.indexOf("1m 10:59") - 2);
    }

    @Test
    void shouldLeaveAWrongOrderWithinATimeframeAsItIs() throws Exception {
        List<String> wrong = List.of("1m 10:00", "1m 10:05", "1m 10:02", "1m 10:03", "1m 09:00", "1m 10:06");

        assertThat(given(wrong)).isEqualTo(wrong);
    }

    @Test
    void shouldNumberRowsUpwardsAndNameTheLineTheyStandIn() throws Exception {
        List<Long> lines = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        try (MarketFiles files = open(List.of("1h 10:00", "1m 10:00", "1m 10:59", "1m 11:00"))) {
            for (MarketRow row = files.next(); row != null; row = files.next()) {
                lines.add(row.line());
                numbers.add(row.number());
            }
        }

        assertThat(lines).containsExactly(3L, 2L, 4L, 5L);
        assertThat(numbers).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void shouldKeepTheOrderOfEveryFileOfOneTimeframe() throws Exception {
        SharedData.assumePresent();
        for (String path : List.of("defects/spy_1d_out_of_order.csv", "bars_1m/BTCUSD_1m.csv", "bars_1d/SPY_1d.csv")) {
            long before = 0;
            try (MarketFiles files = open(SharedData.path(path).toString())) {
                for (MarketRow row = files.next(); row != null; row = files.next()) {
                    assertThat(row.line()).as(path).isGreaterThan(before);
                    assertThat(row.number()).isEqualTo(row.line());
                    before = row.line();
                }
            }
            assertThat(before).isGreaterThan(500);
        }
    }

    private List<String> given(List<String> bars) throws Exception {
        List<String> given = new ArrayList<>();
        try (MarketFiles files = open(bars)) {
            for (MarketRow row = files.next(); row != null; row = files.next()) {
                given.add(row.timeframe() + " " + TimeText.of(row.timeNs()).substring(11, 16));
            }
        }
        return given;
    }

    private MarketFiles open(List<String> bars) throws IOException, RowException {
        StringBuilder text = new StringBuilder(HEADER);
        for (String bar : bars) {
            text.append("S,")
                    .append(bar, 0, 2)
                    .append(",2024-01-02T")
                    .append(bar.substring(3))
                    .append(":00Z,1,1,1,1,1\n");
        }
        return open(Files.writeString(folder.resolve("bars.csv"), text).toString());
    }

    private static MarketFiles open(String path) throws IOException, RowException {
        return MarketFiles.open(List.of(path), FileFormat.PLAIN, (file, row) -> {
            throw new AssertionError(row);
        });
    }
}
