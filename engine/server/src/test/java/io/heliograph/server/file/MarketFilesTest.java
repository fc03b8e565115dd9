package io.heliograph.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketFilesTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void shouldMergeByTimeAndKeepTheOrderOfFilesAtTheSameTime() throws Exception {
        String first = file("a.csv", """
                symbol,time,price,size
                A,2024-01-02T10:00:00Z,1,10
                A,2024-01-02T10:00:02Z,3,10
                A,2024-01-02T10:00:02Z,4,10
                """);
        String second = packed("b.csv.gz", """
                size,price,symbol,time,venue
                5,2,B,2024-01-02T10:00:01Z,X
                5,5,B,2024-01-02T10:00:02Z,X
                """);

        List<Double> prices = new ArrayList<>();
        List<Integer> files = new ArrayList<>();
        try (MarketFiles merged = open(first, second)) {
            for (MarketRow row = merged.next(); row != null; row = merged.next()) {
                prices.add(row.price());
                files.add(merged.file());
            }
            assertThat(merged.files().get(1).unknownColumns()).containsExactly("venue");
            assertThat(merged.files().get(0).firstRow()).isEqualTo("A,2024-01-02T10:00:00Z,1,10");
        }

        assertThat(prices).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(files).containsExactly(0, 1, 0, 0, 1);
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldNameFileAndLineOfEachBadRowAndGoOn() throws Exception {
        String path = file("bad.csv", """
                symbol,time,price,size
                A,2024-01-02T10:00:00Z,1,10
                A,2024-01-02T10:00:00Z,NaN,10
                A,2024-01-02T10:00:00Z,1x,10
                A,2024-01-02T10:00:00Z,1

                A,yesterday,1,10
                ,2024-01-02T10:00:00Z,1,10
                A,2024-01-02T10:00:00Z,,10
                A,2024-01-02T10:00:00Z,0x1p3,10
                A,2024-01-02T10:00:01Z,-2,10
                """);

        List<Long> lines = new ArrayList<>();
        try (MarketFiles merged = open(path)) {
            for (MarketRow row = merged.next(); row != null; row = merged.next()) {
                lines.add(row.line());
            }
        }

        assertThat(lines).containsExactly(2L, 11L);
        assertThat(problems)
                .containsExactly(
                        "bad.csv:3: expected a number: price=NaN",
                        "bad.csv:4: expected a number: price=1x",
                        "bad.csv:5: expected 4 cells as in the header: cells=3",
                        "bad.csv:7: expected a time in UTC such as 2013-10-07T08:00:00.464Z: time=yesterday",
                        "bad.csv:8: expected a value: symbol=(empty)",
                        "bad.csv:9: expected a number: price=(empty)",
                        "bad.csv:10: expected a number: price=0x1p3");
    }

    @Test
    void shouldReadOneSidedQuotesAndBarsWithSuppliedColumns() throws Exception {
        String quotes = file("q.csv", "symbol,time,bid,bid_size,ask,ask_size\nE,2024-01-02T10:00:00Z,1.5,,,\n");
        String bars = file("b.csv", "open_time,open,high,low,close,volume\n2024-01-02T10:00:00Z,1,2,0.5,1.5,\n");

        try (MarketFile file = MarketFile.open(quotes, FileFormat.PLAIN)) {
            MarketRow row = file.next();
            assertThat(row.kind()).isEqualTo(RowKind.QUOTE);
            assertThat(row.bid()).isEqualTo(1.5);
            assertThat(row.ask()).isNaN();
        }
        try (MarketFile file = MarketFile.open(bars, FileFormat.supplying("S", "1m"))) {
            MarketRow row = file.next();
            assertThat(row.symbol()).isEqualTo("S");
            assertThat(row.timeframe()).isEqualTo("1m");
            assertThat(row.close()).isEqualTo(1.5);
            assertThat(row.volume()).isZero();
        }
    }

    @Test
    void shouldRefuseAHeaderThatIsNoneOfTheThree() throws Exception {
        String other = file("x.csv", "a,b,c\n");
        String partial = file("y.csv", "symbol,price\n");
        String twice = file("z.csv", "symbol,time,price,price,size\n");
        String empty = file("e.csv", "");

        assertThatThrownBy(() -> open(other)).hasMessageContaining("x.csv:1: expected a header of trades");
        assertThatThrownBy(() -> open(partial))
                .hasMessage("y.csv:1: expected the columns symbol,time,price,size: missing=time,size;"
                        + " --map time=HEADER names one: header=symbol,price");
        assertThatThrownBy(() -> open(twice)).hasMessage("z.csv:1: column given twice: column=price");
        assertThatThrownBy(() -> open(empty)).hasMessage("e.csv:1: expected a header, found an empty file");
    }

    @Test
    void shouldGiveBarsWhenTheyEndLongestFirstAndBeforeTradesOfThatTime() throws Exception {
        String trades = file("t.csv", """
                symbol,time,price,size
                A,2024-01-02T10:59:59Z,1,1
                A,2024-01-02T11:00:00Z,2,1
                """);
        String minutes = file("m.csv", """
                symbol,timeframe,open_time,open,high,low,close,volume
                A,1m,2024-01-02T10:58:00Z,3,3,3,3,1
                A,1m,2024-01-02T10:59:00Z,4,4,4,4,1
                """);
        String hours = file("h.csv", """
                symbol,timeframe,open_time,open,high,low,close,volume,trades,vwap
                A,1h,2024-01-02T10:00:00Z,5,5,5,5,1,12,4.5
                """);

        List<Double> first = new ArrayList<>();
        try (MarketFiles merged = open(trades, minutes, hours)) {
            for (MarketRow row = merged.next(); row != null; row = merged.next()) {
                first.add(row.numbers()[0]);
            }
        }

        assertThat(first).containsExactly(3.0, 1.0, 5.0, 4.0, 2.0);
    }

    @Test
    void shouldRefuseStandardInputThatIsNamedTwice() {
        assertThatThrownBy(() -> open("-", "-"))
                .isInstanceOf(RowException.class)
                .hasMessageContaining("expected standard input once");
    }

    private MarketFiles open(String... paths) throws IOException, RowException {
        return MarketFiles.open(List.of(paths), FileFormat.PLAIN, (file, row) -> problems.add(row.getMessage()));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String packed(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return path.toString();
    }
}
