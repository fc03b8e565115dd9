package io.heliograph.server.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookaheadTest {
    /** Says nothing by itself; a class answers in its place. */
    private static final String CARRIER = """
            id = peek
            timeframe = 1m
            buy = "close < 0"
            sell = "close < 0"
            """;

    @TempDir
    private Path folder;

    private final HeardCheck heard = new HeardCheck();

    @Test
    void shouldFindThatDocumentsDoNotLookAheadOverTradesBarsAndQuotes() throws Exception {
        BacktestOptions options = BacktestOptions.of(
                List.of(
                        CheckedMarket.trades(folder, 20_000),
                        CheckedMarket.bars(folder, "BARS", 600, 3),
                        CheckedMarket.quotes(folder, "EURUSD", 5_000, 5)),
                CheckedMarket.houses());

        LookaheadReport report = check(options, NodesSource.DOCUMENTS, 10);

        assertThat(report.change()).isEmpty();
        assertThat(report.signals()).isGreaterThan(10);
        assertThat(report.cuts()).isEqualTo(10);
        assertThat(report.compared()).isGreaterThan(report.signals());
        assertThat(heard.share).isCloseTo(1.0, offset(1e-9));
    }

    @Test
    void shouldCatchAClassThatReadsTheNextMinuteInTheFile() throws Exception {
        String file = CheckedMarket.minutes(folder, "MIN", 600, 3);

        LookaheadReport.Change change = caught(file, Timeframe.MINUTE);

        EmittedSignal with = change.withFile().or(change::withRandom).orElseThrow();
        assertThat(with.strategy()).isEqualTo("peek");
        assertThat(with.barEndNs()).isLessThanOrEqualTo(change.cutNs());
        assertThat(change.withFile()).isNotEqualTo(change.withRandom());
    }

    @Test
    void shouldCatchAClassThatReadsFarAheadOrOverTrades() throws Exception {
        String file = CheckedMarket.minutes(folder, "MIN", 600, 3);
        String trades = CheckedMarket.trades(folder, 5_000);

        String bars = CheckedMarket.bars(folder, "BARS", 600, 3);

        caught(file, 3 * Timeframe.HOUR);
        caught(bars, Timeframe.MINUTE);
        caught(trades, 30 * Timeframe.SECOND);
    }

    @Test
    void shouldFindNothingInAClassThatReadsTheFileUpToNow() throws Exception {
        String file = CheckedMarket.minutes(folder, "MIN", 600, 3);
        BacktestOptions options = BacktestOptions.of(List.of(file), List.of(CheckedMarket.compile(CARRIER)));

        LookaheadReport report = check(options, files -> () -> new PeekingStrategy(files, -5 * Timeframe.MINUTE), 10);

        assertThat(report.signals()).isGreaterThan(10);
        assertThat(report.change()).isEmpty();
    }

    @Test
    void shouldFindTheSameForTheSameSeedAndLeaveNoFilesBehind() throws Exception {
        String file = CheckedMarket.minutes(folder, "MIN", 300, 9);
        long before = leftBehind();

        assertThat(caught(file, Timeframe.MINUTE)).isEqualTo(caught(file, Timeframe.MINUTE));
        assertThat(leftBehind()).isEqualTo(before);
    }

    @Test
    void shouldSayThatThereIsNothingToCheckWithoutSignals() throws Exception {
        String file = CheckedMarket.minutes(folder, "MIN", 10, 3);

        LookaheadReport report = check(
                BacktestOptions.of(List.of(file), List.of(CheckedMarket.compile(CARRIER))), NodesSource.DOCUMENTS, 100);

        assertThat(report.signals()).isZero();
        assertThat(report.cuts()).isZero();
        assertThat(report.change()).isEmpty();
    }

    @Test
    void shouldFindNothingOverRealData() throws Exception {
        SharedData.assumePresent();
        List<String> files = Stream.of(
                        "trades/IBM_2013-10-10.csv.gz",
                        "trades/IBM_2013-10-11.csv.gz",
                        "bars_1m/SPY_1m.csv",
                        "defects/spy_1d_out_of_order.csv")
                .map(path -> SharedData.path(path).toString())
                .toList();

        LookaheadReport report = check(BacktestOptions.of(files, CheckedMarket.houses()), NodesSource.DOCUMENTS, 6);

        assertThat(report.change()).isEmpty();
        assertThat(report.cuts()).isEqualTo(6);
    }

    private LookaheadReport.Change caught(String file, long aheadNs) throws Exception {
        BacktestOptions options = BacktestOptions.of(List.of(file), List.of(CheckedMarket.compile(CARRIER)));
        return check(options, files -> () -> new PeekingStrategy(files, aheadNs), 100)
                .change()
                .orElseThrow();
    }

    private LookaheadReport check(BacktestOptions options, NodesSource nodes, int samples) throws Exception {
        return new Lookahead(options, nodes, samples, 42, heard).run();
    }

    private static long leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("heliograph-check-"))
                    .count();
        }
    }
}
