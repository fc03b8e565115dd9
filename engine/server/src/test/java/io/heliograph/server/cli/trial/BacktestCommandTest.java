package io.heliograph.server.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Pipe;
import io.heliograph.server.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final int TRADES = 20_000;

    @TempDir
    private Path folder;

    @Test
    void shouldWriteTheSignalsAsThePageSaysAndTheSameTwice() throws IOException {
        String market = SyntheticTrades.file(folder, TRADES).toString();
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");

        Shell.Answer answer = Shell.run("backtest", market, "--json", "--out", first.toString());
        Shell.Answer again = Shell.run("backtest", market, "--json", "--out", second.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        List<String> lines = Files.readAllLines(first);
        assertThat(lines.get(0))
                .isEqualTo("symbol,timeframe,strategy,bar_end,side,reason,confidence,reference_price,stop,target,"
                        + "expiry_bars,signal_id,closes,status,exit_price,return,mfe,mae");
        assertThat(lines).hasSizeGreaterThan(50);
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            assertThat(cells).as(line).hasSize(18);
            boolean isHold = cells.get(4).equals("HOLD");
            assertThat(cells.get(6).isEmpty()).as(line).isEqualTo(isHold);
            assertThat(cells.get(11)).as(line).hasSize(16);
            assertThat(cells.get(13).isEmpty()).as(line).isEqualTo(isHold);
            assertThat(line).doesNotContain("NaN").doesNotContain("E-");
        }
        assertThat(answer.out()).hasSize(6);
        assertThat(answer.out().get(5)).contains("\"content_digest\":\"");
        assertThat(Files.readString(second)).isEqualTo(Files.readString(first));
        assertThat(again.out().subList(0, 5)).isEqualTo(answer.out().subList(0, 5));
    }

    @Test
    void shouldWriteAReportOfTheRun() throws IOException {
        String market = SyntheticTrades.file(folder, TRADES).toString();
        Path report = folder.resolve("report.html");

        Shell.Answer answer = Shell.run("backtest", market, "--strategy", "momentum", "--report", report.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(report)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("\"id\":\"momentum\"", "\"name\":\"m.histogram\"");
    }

    @Test
    void shouldSetAParameterInTheDocumentsThatHaveItAndRunThemOnAnotherTimeframe() throws IOException {
        String market = SyntheticTrades.file(folder, TRADES).toString();
        String[] plain = {"backtest", market, "--strategy", "momentum", "--strategy", "trend-following", "--json"};

        Shell.Answer asIs = Shell.run(plain);
        Shell.Answer set = Shell.run(with(plain, "--set", "min_push=0.1"));
        Shell.Answer onFive = Shell.run(with(plain, "--timeframe", "5m"));

        assertThat(asIs.out()).hasSize(3);
        assertThat(hash(set, 0)).isNotEqualTo(hash(asIs, 0));
        assertThat(hash(set, 1)).isEqualTo(hash(asIs, 1));
        assertThat(hash(onFive, 0)).isNotEqualTo(hash(asIs, 0));
    }

    @Test
    void shouldEndWithAFindingWhereItIsStrictAndARowIsRefused() throws IOException {
        Path file = Files.write(
                folder.resolve("a.csv"),
                List.of("symbol,time,price,size", "ABC,2024-01-02T14:30:05Z,10,2", "ABC,2024-01-02T14:30:06Z,0,2"));
        Path out = folder.resolve("out.csv");

        Shell.Answer plain = Shell.run("backtest", file.toString());
        Shell.Answer strict = Shell.run("backtest", file.toString(), "--strict", "--out", out.toString());

        assertThat(plain.exitCode()).isZero();
        assertThat(plain.said()).contains("refused: a.csv:3: PRICE_INVALID");
        assertThat(plain.out()).anyMatch(line -> line.contains("rejected.PRICE_INVALID=1"));
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldCloseAnHourWhereTheDataAreSaidToBeComplete() throws IOException {
        Path file = Files.write(
                folder.resolve("a.csv"), List.of("symbol,time,price,size", "ABC,2024-01-02T14:30:05Z,10,2"));

        Shell.Answer plain = Shell.run("backtest", file.toString(), "--json");
        Shell.Answer through = Shell.run("backtest", file.toString(), "--json", "--through", "2024-01-02T15:00:00Z");

        assertThat(plain.out().get(5)).contains("\"bars\":1,");
        assertThat(through.out().get(5)).contains("\"bars\":3,");
    }

    @Test
    void shouldSayWhereAStrategyHasNoBarsToRunOn() throws IOException {
        Path file = Files.write(
                folder.resolve("days.csv"),
                List.of(
                        "symbol,timeframe,open_time,open,high,low,close,volume",
                        "ABC,1d,2024-01-02T05:00:00Z,1,2,1,2,10"));

        Shell.Answer onMinutes = Shell.run("backtest", file.toString(), "--strategy", "momentum");
        Shell.Answer onDays = Shell.run("backtest", file.toString(), "--strategy", "momentum", "--timeframe", "1d");

        assertThat(onMinutes.said()).contains("momentum: no bar of its timeframe closed: timeframe=1m closed=[1d]");
        assertThat(onDays.said()).isEmpty();
    }

    @Test
    void shouldGiveNoHashOfAPipeWhichIsGoneWhenItWasRead() throws Exception {
        Path market = SyntheticTrades.file(folder, TRADES);

        Shell.Answer ofFile = Shell.run("backtest", market.toString(), "--json");
        Shell.Answer ofPipe = Shell.run("backtest", Pipe.of(folder, market).toString(), "--json");

        assertThat(ofPipe.exitCode()).as(ofPipe.said()).isZero();
        assertThat(last(ofPipe)).contains("\"sha256\":[\"\"]");
        assertThat(digest(ofPipe)).isEqualTo(digest(ofFile));
    }

    @Test
    void shouldRefuseWhatCannotBeRun() throws IOException {
        String market = SyntheticTrades.file(folder, 10).toString();

        assertRefused(
                "expected a file that is there",
                "backtest",
                folder.resolve("none.csv").toString());
        assertRefused("expected a file, or one of the house strategies", "backtest", market, "--strategy", "nothing");
        assertRefused("--set: expected a param", "backtest", market, "--set", "nothing=1");
        assertRefused("no journal is there", "backtest", folder.toString());
        assertRefused("--through", "backtest", market, "--through", "tomorrow");
        assertRefused("--bars-from", "backtest", market, "--bars-from", "news");
        assertRefused("refused=TIMEFRAME_NOT_AVAILABLE", "backtest", market, "--timeframe", "7m");
    }

    private static String last(Shell.Answer answer) {
        return answer.out().get(answer.out().size() - 1);
    }

    private static String digest(Shell.Answer answer) {
        return last(answer).replaceAll(".*\"content_digest\":\"([0-9a-f]{64})\".*", "$1");
    }

    @Test
    void shouldRefuseToChangeTheStrategiesOfAJournal() {
        assertRefused("expected --strategy beside --set", "backtest", folder.toString(), "--set", "min_push=0.1");
        assertRefused("expected --strategy beside --set", "backtest", folder.toString(), "--timeframe", "5m");
    }

    private static void assertRefused(String message, String... arguments) {
        Shell.Answer answer = Shell.run(arguments);

        assertThat(answer.said()).contains(message);
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    private static String hash(Shell.Answer answer, int line) {
        assertThat(answer.exitCode()).as(answer.said()).isZero();
        return answer.out().get(line).replaceAll(".*\"hash\":\"([0-9a-f]{64})\".*", "$1");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
