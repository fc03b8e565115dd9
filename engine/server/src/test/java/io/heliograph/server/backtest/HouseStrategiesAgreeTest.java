package io.heliograph.server.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.Reason;
import io.heliograph.core.Timeframe;
import io.heliograph.core.house.HouseTable;
import io.heliograph.server.text.TimeText;
import io.heliograph.testkit.SharedData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house strategies over files of real bars, against the table that an independent evaluation of the documents gave:
 * counts, endings, hit rates, confidences and Brier scores.
 */
class HouseStrategiesAgreeTest {
    private static final List<Series> SERIES = List.of(
            new Series("bars_1m/SPY_1m.csv", "1m"),
            new Series("bars_1m/BAC_1m.csv", "1m"),
            new Series("bars_1m/IBM_1m.csv", "1m"),
            new Series("bars_1m/BTCUSD_1m.csv", "1m"),
            new Series("bars_1m/EURUSD_bid_1m.csv", "1m"),
            new Series("bars_1m/BTCUSD_1m.csv", "5m"),
            new Series("bars_1d/SPY_1d.csv", "1d"),
            new Series("bars_1d/AAPL_1d.csv", "1d"));

    /** The table's last five-minute bar ends here; the file's last minute lies in the middle of it. */
    private static final String THROUGH = "2018-04-07T00:00:00Z";

    private static final Map<Series, BacktestResult> RESULTS = new HashMap<>();

    /** A file, and the timeframe of it on which the documents run. */
    private record Series(String file, String timeframe) {}

    static List<HouseTable.Row> table() {
        return HouseTable.rows();
    }

    @BeforeAll
    static void run() throws Exception {
        SharedData.assumePresent();
        for (Series series : SERIES) {
            BacktestOptions options = BacktestOptions.of(
                    List.of(SharedData.path(series.file()).toString()),
                    Houses.strategies(Optional.of(Timeframe.parse(series.timeframe()))));
            boolean isRolled = series.timeframe().equals("5m");
            RESULTS.put(
                    series,
                    BacktestRun.of(isRolled ? options.withThrough(TimeText.parse(THROUGH)) : options)
                            .run(new ToldEvents()));
        }
    }

    @Test
    void shouldTakeEveryBarOfEveryFile() {
        assertThat(SERIES.stream().mapToInt(series -> bars(series)).sum()).isEqualTo(53_355);
        for (BacktestResult result : RESULTS.values()) {
            assertThat(result.quality().rejected()).isEmpty();
            assertThat(result.quality().badRows()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void shouldConcludeWhatTheTableSays(HouseTable.Row row) {
        List<SignalRow> signals = new ArrayList<>();
        List<Long> perThousand = new ArrayList<>();
        for (Series series : SERIES) {
            BacktestResult result = RESULTS.get(series);
            List<SignalRow> own = result.signals().stream()
                    .filter(signal -> signal.strategy().equals(row.name()))
                    .toList();
            long entries = own.stream().filter(SignalRow::isEntry).count();
            perThousand.add(Math.round(1_000.0 * entries / bars(series)));
            signals.addAll(own);
        }

        assertThat(counted(StrategyStatistics.of(row.name(), signals), signals)).isEqualTo(row.counted());
        assertThat(perThousand.stream().mapToLong(Long::longValue).min()).hasValue(row.fewest());
        assertThat(perThousand.stream().mapToLong(Long::longValue).max()).hasValue(row.most());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void shouldBeReadyAtTheBarThatTheTableSays(HouseTable.Row row) {
        for (BacktestResult result : RESULTS.values()) {
            assertThat(result.strategies())
                    .filteredOn(document -> document.id().equals(row.name()))
                    .extracting(StrategyDocument::readyBar)
                    .containsExactly(row.readyBar());
        }
    }

    private static int bars(Series series) {
        return (int) RESULTS.get(series).bars().stream()
                .filter(bar -> bar.timeframe().toString().equals(series.timeframe()))
                .count();
    }

    private static String counted(StrategyStatistics statistics, List<SignalRow> signals) {
        return String.format(
                Locale.ROOT,
                "%d | %d / %d / %d | %s | %.3f | %s | %.3f (%.3f)",
                statistics.entries(),
                statistics.buys(),
                statistics.sells(),
                statistics.holds(),
                endings(statistics),
                statistics.hitRate(),
                quartiles(signals),
                statistics.brier(),
                statistics.constantBrier());
    }

    private static String endings(StrategyStatistics statistics) {
        return new EnumMap<>(statistics.endings())
                .entrySet().stream()
                        .sorted(Map.Entry.<Reason, Long>comparingByValue(Comparator.reverseOrder()))
                        .map(ending -> ending.getKey().name().toLowerCase(Locale.ROOT) + " " + ending.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Smallest, quartiles and largest, without the 0 before the point. */
    private static String quartiles(List<SignalRow> signals) {
        double[] confidences = signals.stream()
                .filter(SignalRow::isEntry)
                .mapToDouble(SignalRow::confidence)
                .sorted()
                .toArray();
        return IntStream.rangeClosed(0, 4)
                .mapToObj(quarter -> String.format(
                                Locale.ROOT, "%.2f", confidences[Math.round((confidences.length - 1) * quarter / 4f)])
                        .substring(1))
                .collect(Collectors.joining(" "));
    }
}
