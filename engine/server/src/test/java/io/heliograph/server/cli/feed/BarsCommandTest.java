package io.heliograph.server.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.cli.Pipe;
import io.heliograph.server.cli.Shell;
import io.heliograph.testkit.Csv;
import io.heliograph.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarsCommandTest {
    private static final double VWAP_TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    @Test
    void shouldPrintTheBarsOfTrades() throws IOException {
        Path file = trades();

        Shell.Answer minutes = Shell.run("bars", file.toString(), "--timeframe", "1m");
        Shell.Answer hour =
                Shell.run("bars", file.toString(), "--timeframe", "1h", "--through", "2024-01-02T15:00:00Z");
        Shell.Answer seconds = Shell.run("bars", file.toString(), "--timeframe", "30s");

        assertThat(minutes.out())
                .containsExactly(
                        "symbol,timeframe,open_time,open,high,low,close,volume,trades,vwap",
                        "ABC,1m,2024-01-02T14:30:00Z,10,12,10,12,3,2,10.666666666666666",
                        "ABC,1m,2024-01-02T14:31:00Z,11,11,11,11,0,1,");
        assertThat(hour.out().subList(1, 2)).containsExactly("ABC,1h,2024-01-02T14:00:00Z,10,12,10,11,3,3,");
        assertThat(seconds.out()).hasSize(4);
        assertThat(minutes.said()).contains("bars=2 accepted=3 rejected=0 bad=0");
    }

    @Test
    void shouldCloseATickBarWithItsLastTradeAndAVolumeBarWithTheOneThatFillsIt() throws IOException {
        Shell.Answer ticks = Shell.run("bars", trades().toString(), "--timeframe", "2t");
        Shell.Answer volume = Shell.run("bars", trades().toString(), "--timeframe", "3v");

        assertThat(ticks.out().subList(1, ticks.out().size()))
                .containsExactly("ABC,2t,2024-01-02T14:30:05Z,10,12,10,12,3,2,10.666666666666666");
        assertThat(volume.out().subList(1, volume.out().size()))
                .containsExactly("ABC,3v,2024-01-02T14:30:05Z,10,12,10,12,3,2,10.666666666666666");
    }

    @Test
    void shouldLeaveOutAnHourThatIsNotComplete() throws IOException {
        Shell.Answer hour = Shell.run("bars", trades().toString(), "--timeframe", "1h");

        assertThat(hour.out()).hasSize(1);
        assertThat(hour.exitCode()).isZero();
        assertThat(hour.said()).contains("warning: no bar closed: timeframe=1h accepted=3");
    }

    @Test
    void shouldRefuseWhatIsNoTimeframeAndEndWithAFindingWhereItIsStrict() throws IOException {
        Path bad = Files.write(folder.resolve("bad.csv"), List.of("symbol,time,price,size", "ABC,never,1,1"));

        assertThat(Shell.run("bars", bad.toString(), "--timeframe", "7m").exitCode())
                .isEqualTo(2);
        assertThat(Shell.run("bars", bad.toString(), "--timeframe", "soon").exitCode())
                .isEqualTo(2);
        assertThat(Shell.run("bars", bad.toString(), "--timeframe", "1m").exitCode())
                .isZero();
        assertThat(Shell.run("bars", bad.toString(), "--timeframe", "1m", "--strict")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void shouldPrintAJsonObjectForEachBarWhereItIsAskedTo() throws IOException {
        Shell.Answer answer = Shell.run("bars", trades().toString(), "--timeframe", "1m", "--json");

        assertThat(answer.out())
                .containsExactly(
                        "{\"symbol\":\"ABC\",\"timeframe\":\"1m\",\"open_time\":\"2024-01-02T14:30:00Z\",\"open\":10,"
                                + "\"high\":12,\"low\":10,\"close\":12,\"volume\":3,\"trades\":2,"
                                + "\"vwap\":10.666666666666666}",
                        "{\"symbol\":\"ABC\",\"timeframe\":\"1m\",\"open_time\":\"2024-01-02T14:31:00Z\",\"open\":11,"
                                + "\"high\":11,\"low\":11,\"close\":11,\"volume\":0,\"trades\":1,\"vwap\":null}");
    }

    @Test
    void shouldReadAFileToItsEndBeforeItIsReplacedByItsOwnBars() throws IOException {
        Path file = trades();

        Shell.Answer answer = Shell.run("bars", file.toString(), "--timeframe", "1m", "--out", file.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void shouldLeaveTheOldBarsAndPrintNothingWhereAFileCannotBeRead() throws IOException {
        Path old = Files.writeString(folder.resolve("old.csv"), "old");
        String missing = folder.resolve("none.csv").toString();

        Shell.Answer printed = Shell.run("bars", missing, "--timeframe", "1m");
        Shell.Answer written = Shell.run("bars", missing, "--timeframe", "1m", "--out", old.toString());

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(written.exitCode()).isEqualTo(2);
        assertThat(old).hasContent("old");
    }

    @Test
    void shouldReadAPipe() throws Exception {
        Path file = trades();

        Shell.Answer answer = Shell.run("bars", Pipe.of(folder, file).toString(), "--timeframe", "1m");

        assertThat(answer.out())
                .isEqualTo(
                        Shell.run("bars", file.toString(), "--timeframe", "1m").out());
    }

    @Test
    void shouldBuildTheMinutesOfRealTradesAsTheOracleHasThem() throws IOException {
        SharedData.assumePresent();
        Csv oracle = SharedData.csv("oracle/bars_from_trades/IBM_2013-10-10_1m.csv");

        List<String[]> bars =
                rows("bars", SharedData.path("trades/IBM_2013-10-10.csv.gz").toString(), "--timeframe", "1m");

        assertThat(bars).hasSize(oracle.rows());
        for (int i = 0; i < bars.size(); i++) {
            String[] bar = bars.get(i);
            assertThat(bar[2]).isEqualTo(oracle.get(i, "open_time"));
            assertThat(List.of(number(bar[3]), number(bar[4]), number(bar[5]), number(bar[6]), number(bar[7])))
                    .isEqualTo(List.of(
                            oracle.number(i, "open"),
                            oracle.number(i, "high"),
                            oracle.number(i, "low"),
                            oracle.number(i, "close"),
                            oracle.number(i, "volume")));
            assertThat(number(bar[8])).isEqualTo(oracle.number(i, "trades"));
            assertThat(Math.abs(number(bar[9]) - oracle.number(i, "vwap"))).isLessThan(VWAP_TOLERANCE);
        }
    }

    @Test
    void shouldBuildTheDealersOwnBidAndAskMinutesOutOfHisQuotes() throws IOException {
        SharedData.assumePresent();
        String quotes =
                SharedData.path("quotes/EURUSD_FXCM_2014-05-05_09.csv.gz").toString();

        for (String side : List.of("bid", "ask")) {
            List<String> built = rows("bars", quotes, "--timeframe", "1m", "--from", side).stream()
                    .map(BarsCommandTest::startAndPrices)
                    .toList();
            List<String> published = published(side, built.get(0), built.get(built.size() - 1));

            assertThat(built.equals(published))
                    .as(side + " bars=" + built.size())
                    .isTrue();
        }
    }

    /** The dealer's bars from one start to another, both included. */
    private static List<String> published(String side, String from, String to) throws IOException {
        try (BufferedReader reader = SharedData.open("bars_1m/EURUSD_" + side + "_1m.csv")) {
            return reader.lines()
                    .skip(1)
                    .map(line -> startAndPrices(line.split(",", -1)))
                    .filter(bar ->
                            start(bar).compareTo(start(from)) >= 0 && start(bar).compareTo(start(to)) <= 0)
                    .toList();
        }
    }

    private static String start(String bar) {
        return bar.substring(0, bar.indexOf(' '));
    }

    private static String startAndPrices(String[] bar) {
        return bar[2] + " " + number(bar[3]) + " " + number(bar[4]) + " " + number(bar[5]) + " " + number(bar[6]);
    }

    private static List<String[]> rows(String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode()).as(answer.said()).isZero();
        return answer.out().stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private Path trades() throws IOException {
        return Files.write(
                folder.resolve("a.csv"),
                List.of(
                        "symbol,time,price,size",
                        "ABC,2024-01-02T14:30:05Z,10,2",
                        "ABC,2024-01-02T14:30:50Z,12,1",
                        "ABC,2024-01-02T14:31:00Z,11,0"));
    }
}
