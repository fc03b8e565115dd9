package io.heliograph.server.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.check.WarmupReport.Cause;
import io.heliograph.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmupTest {
    private static final String WINDOWS = """
            id = windows
            timeframe = 1m
            buy = "cross_above(close, sma(20))"
            sell = "cross_below(close, sma(20))"
            """;
    private static final String NEVER = """
            id = never
            timeframe = 1m
            buy = "close > vwap_cum()"
            sell = "close < vwap_cum()"
            """;
    private static final String SLOW = """
            id = slow
            timeframe = 1m
            buy = "cross_above(close, sma(20))"
            sell = "cross_below(close, sma(20))"
            stop = "close - side * 50 * atr(50)"
            """;

    @TempDir
    private Path folder;

    private final HeardCheck heard = new HeardCheck();

    @Test
    void shouldFindThatWindowsForgetTheirStartAtOnce() throws Exception {
        WarmupReport report = check(WINDOWS);

        assertThat(report.parts()).extracting(WarmupReport.Part::bars).containsExactly(1, 10, 100);
        for (WarmupReport.Part part : report.parts()) {
            assertThat(part.signals()).isGreaterThan(20);
            assertThat(part.count(Cause.UNCONVERGED)).isZero();
            assertThat(part.count(Cause.CLAIM_BROKEN)).isZero();
        }
        assertThat(report.hasBrokenClaim()).isFalse();
        assertThat(heard.runs).isEqualTo(3);
    }

    @Test
    void shouldNameTheNodeThatNeverForgets() throws Exception {
        WarmupReport.Part part = check(NEVER).parts().get(2);

        assertThat(part.changes()).isNotEmpty();
        assertThat(part.changes()).allSatisfy(change -> {
            assertThat(change.cause()).isEqualTo(Cause.UNCONVERGED);
            assertThat(change.nodes())
                    .extracting(CompiledStrategy.Convergence::bars)
                    .containsOnly(CompiledStrategy.NEVER);
            assertThat(change.nodes().get(0).expression()).contains("vwap_cum");
        });
    }

    @Test
    void shouldNameTheNodeThatHadTooFewBars() throws Exception {
        WarmupReport.Part part = check(SLOW).parts().get(2);

        assertThat(part.count(Cause.UNCONVERGED)).isPositive();
        assertThat(part.count(Cause.CLAIM_BROKEN)).isZero();
        WarmupReport.Change change = part.changes().get(0);
        assertThat(change.nodes()).hasSize(1);
        assertThat(change.nodes().get(0).expression()).contains("atr(50)");
        assertThat(change.barsSeen()).isLessThan(change.nodes().get(0).bars());
    }

    @Test
    void shouldCatchAClaimThatDoesNotHold() throws Exception {
        CompiledStrategy windows = CheckedMarket.compile(WINDOWS);
        String file = CheckedMarket.minutes(folder, "MIN", 800, 4);
        List<EmittedSignal> all = Rerun.over(
                        BacktestOptions.of(List.of(file), List.of(windows)),
                        NodesSource.DOCUMENTS.nodes(List::of),
                        row -> true,
                        heard.rows())
                .signals();
        assertThat(all).hasSizeGreaterThan(20).allMatch(EmittedSignal::isConverged);
        List<EmittedSignal> without = all.subList(0, 10);

        WarmupReport.Part part = new WarmupComparison(windows, 1e-3, (symbol, end) -> 500).compare(all, without, 1);

        assertThat(part.changes()).hasSize(all.size() - 10);
        assertThat(part.changes().get(0).cause()).isEqualTo(Cause.CLAIM_BROKEN);
        assertThat(part.changes().get(0).base()).isEqualTo(all.get(10));
        assertThat(part.changes().get(0).later()).isNull();
        assertThat(part.changes().subList(1, part.changes().size())).allMatch(change -> change.cause() == Cause.STANCE);
        assertThat(new WarmupReport(List.of(part)).hasBrokenClaim()).isTrue();
    }

    @Test
    void shouldRefuseStrategiesOnBarsThatAreNotOfTime() {
        CompiledStrategy ticks = CheckedMarket.compile(WINDOWS.replace("1m", "100t"));

        assertThatThrownBy(() -> new Warmup(BacktestOptions.of(List.of("a.csv"), List.of(ticks)), 1e-3, heard))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("timeframe=100t");
    }

    /**
     * The one change is where rounding decides: at 06:28 %K and %D both stand at 100 but for their last digits, and the
     * rule asks for {@code s.k < s.d}.
     */
    @Test
    void shouldFindThatTheHouseStrategiesKeepTheirClaimsButWhereRoundingDecides() throws Exception {
        SharedData.assumePresent();
        List<String> files = Stream.of("trades/IBM_2013-10-10.csv.gz", "bars_1m/BTCUSD_1m.csv")
                .map(path -> SharedData.path(path).toString())
                .toList();

        WarmupReport report = new Warmup(BacktestOptions.of(files, CheckedMarket.houses()), 1e-3, heard).run();

        assertThat(report.parts()).hasSize(3 * CheckedMarket.houses().size());
        assertThat(report.parts()).allMatch(part -> part.signals() > 100);
        assertThat(report.parts().stream()
                        .flatMap(part -> part.changes().stream())
                        .filter(change -> change.cause() == Cause.CLAIM_BROKEN)
                        .map(change -> change.place().toString())
                        .distinct())
                .containsExactly("stochrsi-dynamic-bands-seed BTCUSD 1m 2016-10-07T06:29:00Z");
    }

    private WarmupReport check(String document) throws Exception {
        String file = CheckedMarket.minutes(folder, "MIN", 1_200, 4);
        return new Warmup(BacktestOptions.of(List.of(file), List.of(CheckedMarket.compile(document))), 1e-3, heard)
                .run();
    }
}
