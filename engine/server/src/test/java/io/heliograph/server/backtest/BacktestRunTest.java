package io.heliograph.server.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.Side;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.server.text.TimeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestRunTest {
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldMakeBarsOfTradesAndCloseTheLastBaseBar() throws Exception {
        String file = file(
                "a.csv",
                "symbol,time,price,size",
                "ABC,2024-01-02T14:30:05Z,10,2",
                "ABC,2024-01-02T14:30:50Z,12,1",
                "ABC,2024-01-02T14:31:00Z,11,3");

        BacktestResult result = run(BacktestOptions.of(List.of(file), List.of()));

        assertThat(result.bars()).hasSize(2);
        BarRow first = result.bars().get(0);
        assertThat(first.symbol()).isEqualTo("ABC");
        assertThat(first.timeframe()).hasToString("1m");
        assertThat(first.startNs()).isEqualTo(TimeText.parse("2024-01-02T14:30:00Z"));
        assertThat(first.endNs() - first.startNs()).isEqualTo(MINUTE);
        assertThat(List.of(first.open(), first.high(), first.low(), first.close(), first.volume()))
                .containsExactly(10.0, 12.0, 10.0, 12.0, 3.0);
        assertThat(first.wap()).isEqualTo(32.0 / 3);
        assertThat(first.trades()).isEqualTo(2);
        assertThat(first.flags()).isEqualTo(ClosedBar.FIRST);
        assertThat(result.bars().get(1).close()).isEqualTo(11.0);
        assertThat(result.contentDigest()).hasSize(64);
    }

    @Test
    void shouldCountWhatWasRejectedAndSayWhereAndWhy() throws Exception {
        String file = file(
                "a.csv",
                "symbol,time,price,size,extra",
                "ABC,2024-01-02T14:30:05Z,10,2,",
                "ABC,2024-01-02T14:31:05Z,-1,2,",
                "ABC,2024-01-02T14:33:05Z,11,2,",
                "ABC,2024-01-02T14:33:06Z,eleven,2,",
                "ABC,2024-01-02T14:30:10Z,12,2,");
        ToldEvents told = new ToldEvents();

        BacktestResult result =
                BacktestRun.of(BacktestOptions.of(List.of(file), List.of())).run(told);

        assertThat(result.quality())
                .isEqualTo(new DataQuality(4, 2, 1, 1, 1, 0, Map.of(Refusal.PRICE_INVALID, 1L, Refusal.LATE, 1L), 1));
        assertThat(result.inputs())
                .containsExactly(new InputFile("a.csv", FileHash.sha256(file), InputKind.TRADES, 4, 1));
        assertThat(told.lines())
                .containsExactly(
                        "a.csv column=extra",
                        "a.csv:3 PRICE_INVALID expected a finite number above 0, found price=-1.0",
                        "a.csv:5: expected a number: price=eleven",
                        "a.csv:6 LATE ");
    }

    @Test
    void shouldStopAtTheFirstBadRowWhereItIsStrict() throws Exception {
        String file = file(
                "a.csv",
                "symbol,time,price,size",
                "ABC,2024-01-02T14:30:05Z,10,2",
                "ABC,2024-01-02T14:31:05Z,0,2",
                "ABC,2024-01-02T14:32:05Z,11,2");

        BacktestResult result = run(BacktestOptions.of(List.of(file), List.of()).strict());

        assertThat(result.quality().events()).isEqualTo(2);
        assertThat(result.bars()).isEmpty();
    }

    @Test
    void shouldMergeFilesByTimeSoThatTheirOrderDoesNotMatter() throws Exception {
        String one = file(
                "one.csv", "symbol,time,price,size", "ABC,2024-01-02T14:30:05Z,10,2", "ABC,2024-01-02T14:31:05Z,11,2");
        String two = file(
                "two.csv", "symbol,time,price,size", "ABC,2024-01-02T14:30:55Z,12,2", "ABC,2024-01-02T14:31:55Z,13,2");

        BacktestResult result = run(BacktestOptions.of(List.of(one, two), List.of()));
        BacktestResult turned = run(BacktestOptions.of(List.of(two, one), List.of()));

        assertThat(result.bars()).extracting(BarRow::open).containsExactly(10.0, 11.0);
        assertThat(result.bars()).extracting(BarRow::close).containsExactly(12.0, 13.0);
        assertThat(turned.contentDigest()).isEqualTo(result.contentDigest());
    }

    @Test
    void shouldCloseLargerBarsUpToWhereTheDataAreSaidToBeComplete() throws Exception {
        String file = file("a.csv", "symbol,time,price,size", "ABC,2024-01-02T14:30:05Z,10,2");
        BacktestOptions plain = BacktestOptions.of(List.of(file), List.of());

        BacktestResult through = run(plain.withThrough(TimeText.parse("2024-01-02T15:00:00Z")));

        assertThat(run(plain).bars())
                .extracting(bar -> bar.timeframe().toString())
                .containsExactly("1m");
        assertThat(through.bars()).extracting(bar -> bar.timeframe().toString()).containsExactly("1m", "5m", "1h");
    }

    @Test
    void shouldConcludeTheSameWithoutKeepingBars() throws Exception {
        BacktestOptions options =
                BacktestOptions.of(List.of(SyntheticTrades.file(folder, 20_000).toString()), Houses.strategies());

        BacktestResult kept = run(options);
        BacktestResult counted = BacktestRun.withoutBars(options).run(new ToldEvents());

        assertThat(counted.bars()).isEmpty();
        assertThat(counted.barCounts()).isEqualTo(kept.barCounts());
        assertThat(counted.barCount()).isEqualTo(kept.bars().size());
        assertThat(counted.quality()).isEqualTo(kept.quality());
        assertThat(counted.signals().equals(kept.signals())).isTrue();
        assertThat(counted.contentDigest()).isEqualTo(kept.contentDigest());
    }

    @Test
    void shouldTellOfEachSignalWhatBecameOfItAndConcludeTheSameTwice() throws Exception {
        BacktestOptions options =
                BacktestOptions.of(List.of(SyntheticTrades.file(folder, 20_000).toString()), Houses.strategies());

        BacktestResult result = run(options);
        BacktestResult again = run(options);

        assertThat(result.signals()).isNotEmpty();
        assertThat(again.contentDigest()).isEqualTo(result.contentDigest());
        assertThat(again.bars().equals(result.bars())).isTrue();
        assertThat(again.signals().equals(result.signals())).isTrue();
        assertThat(again.statistics()).isEqualTo(result.statistics());
        for (StrategyStatistics each : result.statistics()) {
            assertThat(each.entries())
                    .isEqualTo(each.buys() + each.sells())
                    .isEqualTo(each.open()
                            + each.endings().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
            assertThat(each.scored())
                    .isEqualTo(each.reliability().stream()
                            .mapToLong(ReliabilityBin::count)
                            .sum());
        }
        for (SignalRow row : result.signals()) {
            boolean isHold = row.side() == Side.HOLD;
            assertThat(row.isEntry()).isEqualTo(!isHold);
            assertThat(Double.isNaN(row.confidence())).isEqualTo(isHold);
            assertThat(Double.isNaN(row.exitPrice()))
                    .isEqualTo(isHold || row.status().equals(SignalRow.OPEN));
        }
    }

    private String file(String name, String... lines) throws Exception {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    private static BacktestResult run(BacktestOptions options) throws Exception {
        return BacktestRun.of(options).run(new ToldEvents());
    }
}
