package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as others write them. */
final class ForeignFilesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private Path folder;

    @Test
    void shouldReadDailyBarsOfYahoo() throws Exception {
        FileFormat format = new FileFormat(
                "SPY", "1d", Map.of("time", "Date", "close", "Adj Close"), List.of(), TimeFormat.AUTO, NEW_YORK, true);
        String file = file("""
                Date,Open,High,Low,Close,Adj Close,Volume
                2013-10-04,168.0,169.5,167.5,169,140.25,81837000
                2013-11-04,null,null,null,null,null,null
                2013-11-05,176,177,175,176.5,147,85024000
                """);

        List<String> problems = new ArrayList<>();
        List<MarketRow> rows = rows(file, format, problems);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).symbol()).isEqualTo("SPY");
        assertThat(TimeText.of(rows.get(0).timeNs())).isEqualTo("2013-10-04T04:00:00Z");
        assertThat(TimeText.of(rows.get(0).eventNs())).isEqualTo("2013-10-05T04:00:00Z");
        assertThat(rows.get(0).close()).isEqualTo(140.25);
        assertThat(rows.get(0).trades()).isEqualTo(-1);
        assertThat(rows.get(0).vwap()).isNaN();
        assertThat(TimeText.of(rows.get(1).timeNs())).isEqualTo("2013-11-05T05:00:00Z");
        assertThat(problems).containsExactly("f.csv:3: expected a number: Open=null");
        try (MarketFile open = MarketFile.open(file, format)) {
            assertThat(open.unknownColumns()).containsExactly("Close");
        }
    }

    @Test
    void shouldReadBarsOfBinanceThatHaveNoHeader() throws Exception {
        List<String> columns = List.of(
                "open_time", "open", "high", "low", "close", "volume", "close_time", "-", "trades", "-", "-", "-");
        FileFormat format = new FileFormat("BTCUSDT", "1m", Map.of(), columns, TimeFormat.AUTO, null, true);
        String file = file("""
                1499040000000,0.01634790,0.80000000,0.01575800,0.01577100,148976.11427815,1499040059999,2434.19055334,308,1756.87402397,28.46694368,0
                1499040060000,0.02,0.03,0.01,0.02,1,1499040119999,2,3,4,5,0
                """);

        List<MarketRow> rows = rows(file, format, new ArrayList<>());

        assertThat(rows).extracting(MarketRow::line).containsExactly(1L, 2L);
        assertThat(TimeText.of(rows.get(0).timeNs())).isEqualTo("2017-07-03T00:00:00Z");
        assertThat(rows.get(0).volume()).isEqualTo(148976.11427815);
        assertThat(rows.get(0).trades()).isEqualTo(308);
        assertThatThrownBy(() -> MarketFile.open(file, FileFormat.PLAIN))
                .hasMessageContaining("f.csv:1: expected a header of trades")
                .hasMessageContaining("--columns names the columns of a file without a header");
    }

    @Test
    void shouldRefuseTheLastInstantOfABarForItsEnd() throws Exception {
        String file = file("""
                close_time,open,high,low,close
                1499040060000,1,1,1,1
                1499040119999,1,1,1,1
                """);
        FileFormat format = new FileFormat("S", "1m", Map.of(), List.of(), TimeFormat.AUTO, null, false);

        List<String> problems = new ArrayList<>();
        List<MarketRow> rows = rows(file, format, problems);

        assertThat(rows).hasSize(1);
        assertThat(TimeText.of(rows.get(0).timeNs())).isEqualTo("2017-07-03T00:00:00Z");
        assertThat(TimeText.of(rows.get(0).eventNs())).isEqualTo("2017-07-03T00:01:00Z");
        assertThat(problems)
                .containsExactly("f.csv:3: expected the end of a bar, found its last instant: close_time=1499040119999;"
                        + " take the column of its start, with --time-is open");
    }

    @Test
    void shouldReadQuotesCellsMarksAndLineEndsOfOtherSystems() throws Exception {
        String file = file("\uFEFF\"Symbol\", TIME ,Price,\"Size\",\"a,\"\"b\"\"\"\r\n"
                + "\"A\",\"2024-01-02T10:00:00Z\", 1.5 ,\"2\",\"x\"\"y,z\"\r\n"
                + "\r\n"
                + "A,2024-01-02T10:00:01Z,\"1,234.5\",2,\r\n"
                + "A,2024-01-02T10:00:02Z,\"12\"3,2,\r\n"
                + "A,2024-01-02T10:00:03Z,\"12,2,\r\n"
                + "A,2024-01-02T10:00:04Z,7,2,");

        List<String> problems = new ArrayList<>();
        List<MarketRow> rows = rows(file, FileFormat.PLAIN, problems);

        assertThat(rows).extracting(MarketRow::price).containsExactly(1.5, 7.0);
        assertThat(rows).extracting(MarketRow::symbol).containsOnly("A");
        assertThat(rows).extracting(MarketRow::line).containsExactly(2L, 7L);
        assertThat(problems)
                .containsExactly(
                        "f.csv:4: expected a number without thousands separators, with a point before its fraction:"
                                + " Price=1,234.5",
                        "f.csv:5: expected a closing quote, and behind it a comma or the end of the line: cell=3",
                        "f.csv:6: expected a closing quote, and behind it a comma or the end of the line: cell=3");
        try (MarketFile open = MarketFile.open(file, FileFormat.PLAIN)) {
            assertThat(open.unknownColumns()).containsExactly("a,\"b\"");
        }
    }

    @Test
    void shouldSayWhichColumnsItNeeds() throws IOException {
        String upper = file("Date,Open,High,Low,Close,Volume\n");

        assertThatThrownBy(() -> MarketFile.open(upper, FileFormat.supplying("S", "1d")))
                .hasMessage("f.csv:1: expected the columns symbol,timeframe,open_time,open,high,low,close,volume:"
                        + " missing=open_time; --map time=HEADER names one: header=Date,Open,High,Low,Close,Volume");
        assertThatThrownBy(() -> MarketFile.open(upper, mapped(Map.of("time", "When"))))
                .hasMessage("f.csv:1: expected the column that --map names: time=When,"
                        + " header=Date,Open,High,Low,Close,Volume");
        String ambiguous = file("open_time,Open,OPEN,high,low,close\n");
        assertThatThrownBy(() -> MarketFile.open(ambiguous, FileFormat.supplying("S", "1d")))
                .hasMessage("f.csv:1: expected one column open, found Open and OPEN; --map open=HEADER says which");
        String semicolons = file("symbol;time;price;size\n");
        assertThatThrownBy(() -> MarketFile.open(semicolons, FileFormat.PLAIN))
                .hasMessageContaining("cells are separated by commas");
        String ends = file("close_time,open,high,low,close\n");
        assertThatThrownBy(() -> MarketFile.open(ends, FileFormat.supplying("S", "1d")))
                .hasMessageContaining("missing=open_time; --time-is close takes close_time");
    }

    @Test
    void shouldRefuseAMapThatCannotBe() {
        assertThatThrownBy(() -> mapped(Map.of("Date", "time")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ours=Date");
        assertThatThrownBy(() -> mapped(Map.of("close_time", "Date")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ours=close_time");
    }

    @Test
    void shouldReadTradesOfASourceThatNamesThemOtherwise() throws Exception {
        String file = file("id,ts,px,qty,open\n1,1381132800.464,167.41,10,x\n2,1381132801,167.5,20,x\n");
        FileFormat format = new FileFormat(
                "SPY",
                null,
                Map.of("time", "ts", "price", "px", "size", "qty"),
                List.of(),
                TimeFormat.AUTO,
                null,
                true);

        List<MarketRow> rows = rows(file, format, new ArrayList<>());

        assertThat(rows).extracting(MarketRow::kind).containsOnly(RowKind.TRADE);
        assertThat(TimeText.of(rows.get(0).timeNs())).isEqualTo("2013-10-07T08:00:00.464Z");
        assertThat(rows.get(1).price()).isEqualTo(167.5);
    }

    private static FileFormat mapped(Map<String, String> columns) {
        return new FileFormat("S", "1d", columns, List.of(), TimeFormat.AUTO, null, true);
    }

    private static List<MarketRow> rows(String path, FileFormat format, List<String> problems) throws Exception {
        List<MarketRow> rows = new ArrayList<>();
        try (MarketFiles files =
                MarketFiles.open(List.of(path), format, (file, row) -> problems.add(row.getMessage()))) {
            for (MarketRow row = files.next(); row != null; row = files.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private String file(String text) throws IOException {
        return Files.write(folder.resolve("f.csv"), text.getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
