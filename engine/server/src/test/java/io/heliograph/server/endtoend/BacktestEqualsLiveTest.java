package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.SharedData;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same files through {@code ingest} into an engine and through {@code backtest}, and the engine's journal through
 * {@code backtest}: one content digest.
 *
 * <p>With {@code -Dheliograph.full=true} all days, otherwise one day of each symbol.
 */
final class BacktestEqualsLiveTest {
    private static final boolean FULL = Boolean.getBoolean("heliograph.full");

    @TempDir
    private Path folder;

    static List<List<String>> realInputs() {
        List<List<String>> inputs = new ArrayList<>();
        inputs.add(trades("SPY", "07", "08", "09", "10", "11"));
        inputs.add(trades("BAC", "07", "08", "09", "10"));
        inputs.add(trades("IBM", "07", "08", "09", "10", "11"));
        inputs.add(List.of("quotes/EURUSD_FXCM_2014-05-05_09.csv.gz"));
        inputs.add(List.of("bars_1m/IBM_1m.csv", "bars_1d/IBM_1d.csv"));
        inputs.add(List.of("trades/IBM_2013-10-10.csv.gz", "quotes/IBM_2013-10-10_one_sided.csv.gz"));
        return inputs;
    }

    @Test
    void shouldConcludeTheSameOfASyntheticMarket() throws IOException {
        assertSame(List.of(SyntheticTrades.file(folder, 50_000).toString()));
    }

    @Test
    void shouldRunOtherStrategiesOverAJournalInThePlaceOfItsOwn() throws IOException {
        List<String> files = List.of(SyntheticTrades.file(folder, 20_000).toString());
        Path data = folder.resolve("data");
        live(data, files);
        List<String> set = List.of("--strategy", "momentum", "--set", "min_push=0.1");
        List<String> counted = List.of("--strategy", "momentum", "--timeframe", "20t");

        for (List<String> options : List.of(set, counted)) {
            Shell.Answer offline = run(files, options);
            Shell.Answer journal = run(List.of(data.toString()), options);

            assertThat(offline.out()).hasSize(2);
            assertThat(offline.out().get(0)).doesNotContain("\"entries\":0,");
            assertThat(journal.out().get(0)).isEqualTo(offline.out().get(0));
            assertThat(digest(journal)).isEqualTo(digest(offline)).hasSize(64);
        }
    }

    @ParameterizedTest
    @MethodSource("realInputs")
    void shouldConcludeTheSameOfRealData(List<String> files) {
        SharedData.assumePresent();

        assertSame(files.stream().map(name -> SharedData.path(name).toString()).toList());
    }

    private void assertSame(List<String> files) {
        Path data = folder.resolve("data");
        EngineStatus live = live(data, files);

        Shell.Answer offline = backtest(files);
        Shell.Answer journal = backtest(List.of(data.toString()));

        assertThat(live.getSignals()).isPositive();
        assertThat(live.getContentDigest()).hasSize(64);
        assertThat(offline.out().get(5))
                .contains("\"signals\":" + live.getSignals() + ",")
                .contains("\"content_digest\":\"" + live.getContentDigest() + "\"");
        assertThat(journal.out().get(5)).contains("\"content_digest\":\"" + live.getContentDigest() + "\"");
    }

    private static EngineStatus live(Path data, List<String> files) {
        try (RunningEngine engine = RunningEngine.start(data)) {
            String target = "127.0.0.1:" + engine.engine().grpcPort();
            Shell.Answer ingested = Shell.run(Stream.concat(Stream.of("ingest", "--target", target), files.stream())
                    .toArray(String[]::new));
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
            return engine.status();
        }
    }

    private static Shell.Answer backtest(List<String> inputs) {
        Shell.Answer answer = run(inputs, List.of());
        assertThat(answer.out()).hasSize(6);
        return answer;
    }

    private static Shell.Answer run(List<String> inputs, List<String> options) {
        Shell.Answer answer = Shell.run(Stream.of(List.of("backtest", "--json"), inputs, options)
                .flatMap(List::stream)
                .toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.said()).isZero();
        return answer;
    }

    private static String digest(Shell.Answer answer) {
        String run = answer.out().get(answer.out().size() - 1);
        return run.replaceAll(".*\"content_digest\":\"([0-9a-f]*)\".*", "$1");
    }

    private static List<String> trades(String symbol, String... days) {
        return Stream.of(days)
                .limit(FULL ? days.length : 1)
                .map(day -> "trades/" + symbol + "_2013-10-" + day + ".csv.gz")
                .toList();
    }
}
