package io.heliograph.server.cli.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.cli.Pipe;
import io.heliograph.server.cli.Shell;
import io.heliograph.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ComputeCommandTest {
    private static final String HEADER = "symbol,timeframe,open_time,open,high,low,close,volume\n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("bars.csv");
    }

    @Test
    void shouldPrintALineForEachBarAndAColumnForEachExpression() throws IOException {
        write(
                "A,1m,2024-01-02T10:00:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:01:00Z,1,2.5,1,2,0",
                "A,1m,2024-01-02T10:02:00Z,2,4,2,4,1");

        Shell.Answer answer = compute("--indicator", "sma(2)", "close > open", "close[1] / 3");

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out())
                .containsExactly(
                        "index,open_time,sma(2),close > open,close[1] / 3",
                        "0,2024-01-02T10:00:00Z,,0,",
                        "1,2024-01-02T10:01:00Z,1.5,1,0.3333333333333333",
                        "2,2024-01-02T10:02:00Z,3,1,0.6666666666666666");
        assertThat(answer.said()).contains("rows=3 bars=3 symbols=1 bad=0 late=0 revised=0 repeated=0");
    }

    @Test
    void shouldGiveAllOutputsOfAnIndicatorUnderTheTextAsGivenQuotedWhereItHasAComma() throws IOException {
        write("A,1m,2024-01-02T10:00:00Z,1,1,1,1,5");

        Shell.Answer answer = compute("--indicator", "donchian(1)", "--indicator", "macd(1, 2, 1)");

        assertThat(answer.out())
                .containsExactly(
                        "index,open_time,donchian(1).upper,donchian(1).middle,donchian(1).lower,\"macd(1, 2, 1).line\","
                                + "\"macd(1, 2, 1).signal\",\"macd(1, 2, 1).histogram\"",
                        "0,2024-01-02T10:00:00Z,1,1,1,,,");
    }

    @Test
    void shouldPrintTheNeutralValueOfAMarketThatStandsStillAndNothingForItsComparison() throws IOException {
        write(
                "A,1m,2024-01-02T10:00:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:01:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:02:00Z,1,1,1,1,5");

        Shell.Answer answer = compute("--indicator", "rsi(2)", "rsi(2) > 30", "flat(rsi(2))", "vwap()");

        assertThat(answer.out().get(3)).isEqualTo("2,2024-01-02T10:02:00Z,50,,1,1");
    }

    @Test
    void shouldKeepSymbolsApartAndNameThem() throws IOException {
        write(
                "A,1m,2024-01-02T10:00:00Z,1,1,1,1,5",
                "B,5m,2024-01-02T10:00:00Z,9,9,9,9,5",
                "A,1m,2024-01-02T10:01:00Z,3,3,3,3,5");

        Shell.Answer both = compute("--indicator", "sma(2)");
        Shell.Answer one = compute("--symbol", "A", "--indicator", "sma(2)");

        assertThat(both.out())
                .containsExactly(
                        "symbol,index,open_time,sma(2)",
                        "A,0,2024-01-02T10:00:00Z,",
                        "B,0,2024-01-02T10:00:00Z,",
                        "A,1,2024-01-02T10:01:00Z,2");
        assertThat(one.out())
                .containsExactly("index,open_time,sma(2)", "0,2024-01-02T10:00:00Z,", "1,2024-01-02T10:01:00Z,2");
    }

    @Test
    void shouldPrintAJsonObjectForEachBarWhereItIsAskedTo() throws IOException {
        write("A,1m,2024-01-02T10:00:00Z,1,1,1,1,5", "B,1m,2024-01-02T10:00:00Z,9,9,9,9,5");

        Shell.Answer answer = compute("--json", "--indicator", "close / 4", "rsi(14)");

        assertThat(answer.out())
                .containsExactly(
                        "{\"symbol\":\"A\",\"index\":0,\"open_time\":\"2024-01-02T10:00:00Z\",\"close / 4\":0.25,\"rsi(14)\":null}",
                        "{\"symbol\":\"B\",\"index\":0,\"open_time\":\"2024-01-02T10:00:00Z\",\"close / 4\":2.25,\"rsi(14)\":null}");
    }

    @Test
    void shouldTellBadRowsByFileAndLineAndGoOn() throws IOException {
        write(
                "A,1m,2024-01-02T10:00:00Z,1,1,1,1,5",
                "A,1m,,1,1,1,1,5",
                "A,1m,2024-01-02T10:01:00Z,1,1,1,2,5",
                "A,1m,2024-01-02T10:02:00Z,0,0,0,0,5",
                "A,5m,2024-01-02T10:05:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:06:00Z,1,1,1,1,5");

        Shell.Answer answer = compute("--indicator", "close");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).hasSize(3).last().isEqualTo("1,2024-01-02T10:06:00Z,1");
        assertThat(answer.err())
                .anyMatch(line -> line.startsWith("skipped: bars.csv:3: expected a value"))
                .anyMatch(line -> line.startsWith("skipped: bars.csv:4: BAR_INCONSISTENT"))
                .anyMatch(line -> line.startsWith("skipped: bars.csv:5: PRICE_INVALID"))
                .anyMatch(line -> line.startsWith("skipped: bars.csv:6: expected bars of one timeframe"))
                .last()
                .isEqualTo("rows=6 bars=2 symbols=1 bad=4 late=0 revised=0 repeated=0");
    }

    @Test
    void shouldSkipBarsThatAreLateOrRevisedAndTakeRepeatsSilently() throws IOException {
        write(
                "A,1m,2024-01-02T10:01:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:00:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:01:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:01:00Z,2,2,2,2,5");

        Shell.Answer answer = compute("--indicator", "close");

        assertThat(answer.out()).hasSize(2);
        assertThat(answer.err())
                .containsExactly(
                        "skipped: bars.csv:3: LATE expected an open_time after 2024-01-02T10:01:00Z:"
                                + " open_time=2024-01-02T10:00:00Z",
                        "skipped: bars.csv:5: BAR_REVISED expected other values only at another open_time:"
                                + " open_time=2024-01-02T10:01:00Z",
                        "rows=4 bars=1 symbols=1 bad=0 late=1 revised=1 repeated=1");
    }

    @Test
    void shouldStopAtTheFirstBadRowWhereItIsAskedTo() throws IOException {
        write(
                "A,1m,2024-01-02T10:00:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:01:00Z,x,1,1,1,5",
                "A,1m,2024-01-02T10:02:00Z,1,1,1,1,5");

        Shell.Answer answer = compute("--strict", "--indicator", "close");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).hasSize(2);
        assertThat(answer.said()).contains("bars.csv:3: expected a number").contains("stopped=true");
    }

    @Test
    void shouldRollLargerTimeframesUpOutOfTheBars() throws IOException {
        write(
                "A,1m,2024-01-02T10:03:00Z,1,1,1,1,5",
                "A,1m,2024-01-02T10:04:00Z,2,2,2,2,5",
                "A,1m,2024-01-02T10:05:00Z,3,3,3,3,5");

        Shell.Answer answer = compute("--indicator", "volume @ 5m");

        assertThat(answer.out())
                .endsWith("0,2024-01-02T10:03:00Z,", "1,2024-01-02T10:04:00Z,10", "2,2024-01-02T10:05:00Z,10");
    }

    @Test
    void shouldReadAPipeThoughAFileIsReadTwice() throws Exception {
        write("A,1m,2024-01-02T10:00:00Z,1,1,1,1,5", "B,1m,2024-01-02T10:00:00Z,9,9,9,9,5");

        Shell.Answer answer = Shell.run("compute", Pipe.of(folder, file).toString(), "--indicator", "close");

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out())
                .containsExactly(
                        "symbol,index,open_time,close", "A,0,2024-01-02T10:00:00Z,1", "B,0,2024-01-02T10:00:00Z,9");
    }

    @Test
    void shouldWriteTheFileThatIsNamedAndNothingElse() throws IOException {
        write("A,1m,2024-01-02T10:00:00Z,1,1,1,1,5");
        Path out = folder.resolve("out.csv");

        Shell.Answer answer = compute("--indicator", "close", "--out", out.toString());

        assertThat(answer.out()).isEmpty();
        assertThat(out).hasContent("index,open_time,close\n0,2024-01-02T10:00:00Z,1\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, out);
        }
    }

    @Test
    void shouldTellAllMistakesOfAllExpressionsAndWriteNothing() throws IOException {
        write("A,1m,2024-01-02T10:00:00Z,1,1,1,1,5");
        Path out = folder.resolve("out.csv");

        Shell.Answer answer = compute("--indicator", "rsi(", "close", "side + 1", "--out", out.toString());

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.said())
                .contains("expressions[0]:1:5: ")
                .contains("expressions[2]:1:1: 'side'")
                .contains("problems=2");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldRefuseATimeframeThatTheBarsDoNotMake() throws IOException {
        write("A,3m,2024-01-02T10:00:00Z,1,1,1,1,5");

        Shell.Answer answer = compute("--indicator", "close @ 5m");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.said()).contains("whole multiple of 3m");
    }

    @Test
    void shouldReadSomebodyElsesFileAndOneOfTradeBars() throws IOException {
        Files.writeString(file, "Date,Open,High,Low,Close\n2024-01-02,1,3,1,2\n2024-01-03,2,4,2,3\n");

        Shell.Answer daily =
                compute("--symbol", "A", "--timeframe", "1d", "--map", "time=Date", "--indicator", "change(close)");
        write("A,100t,2024-01-02T10:00:00Z,1,1,1,1,5", "A,100t,2024-01-02T10:00:00Z,2,2,2,2,5");
        Shell.Answer ticks = compute("--indicator", "close");

        assertThat(daily.out()).endsWith("0,2024-01-02T00:00:00Z,", "1,2024-01-03T00:00:00Z,1");
        assertThat(ticks.out()).as(ticks.said()).hasSize(3);
    }

    @Test
    void shouldSayWhatToDoWhereFileOrBarsAreMissing() throws IOException {
        Files.writeString(file, "symbol,time,price,size\nA,2024-01-02T10:00:00Z,1,1\n");

        Shell.Answer trades = compute("--indicator", "close");
        Shell.Answer noFile = Shell.run("compute", "--indicator", "close", file.toString());
        Shell.Answer gone = Shell.run("compute", folder.resolve("gone.csv").toString(), "--indicator", "close");

        assertThat(trades.exitCode()).isEqualTo(2);
        assertThat(trades.said()).contains("expected bars (symbol,timeframe,open_time");
        assertThat(noFile.exitCode()).isEqualTo(2);
        assertThat(noFile.said()).contains("expected FILE before --indicator");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.said()).contains("expected a file that is there");
    }

    @Test
    void shouldPrintTheHeaderAloneWhereNoBarIsTaken() throws IOException {
        write();

        Shell.Answer answer = compute("--indicator", "macd(12,26,9).line");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).containsExactly("index,open_time,\"macd(12,26,9).line\"");
    }

    @TestFactory
    Stream<DynamicTest> shouldTakeEveryBarFileOfTheSharedData() throws IOException {
        SharedData.assumePresent();
        return Stream.of("bars_1s", "bars_1m", "bars_1d", "defects", "oracle/series")
                .flatMap(folder -> list(SharedData.path(folder)))
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> takes(path)));
    }

    @Test
    void shouldCountTheDefectsOfTheSharedFiles() {
        SharedData.assumePresent();

        // Its page names 164 bad rows; one more has a negative volume.
        assertThat(summary("defects/spy_1d_missing_cells.csv"))
                .contains("bars=337")
                .contains("bad=165");
        assertThat(summary("defects/spy_1d_out_of_order.csv"))
                .contains("rows=502")
                .contains("bad=0");
        assertThat(summary("defects/illiquid_3m_zero_volume.csv")).contains("bad=0 late=0");
        assertThat(Shell.run(
                                "compute",
                                SharedData.path("defects/spy_1d_out_of_order.csv")
                                        .toString(),
                                "--strict",
                                "--indicator",
                                "close")
                        .said())
                .contains("spy_1d_out_of_order.csv:21: LATE");
    }

    private static String summary(String file) {
        List<String> said = Shell.run("compute", SharedData.path(file).toString(), "--indicator", "close")
                .err();
        return said.get(said.size() - 1);
    }

    private static void takes(Path path) {
        Shell.Answer answer =
                Shell.run("compute", path.toString(), "--indicator", "rsi(14)", "macd(12, 26, 9)", "close > ema(50)");

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out()).hasSizeGreaterThan(1);
        assertThat(answer.out().get(0)).startsWith("index,open_time,rsi(14),");
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String... rows) throws IOException {
        Files.writeString(file, HEADER + String.join("\n", rows) + "\n");
    }

    private Shell.Answer compute(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "compute";
        all[1] = file.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return Shell.run(all);
    }
}
