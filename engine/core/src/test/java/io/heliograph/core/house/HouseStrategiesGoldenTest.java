package io.heliograph.core.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.OutputLines;
import io.heliograph.core.strategy.StrategyRun;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.testkit.SharedData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house strategies as documents, compiled and run over real bars: against the published table, and output by output
 * against the same strategies written by hand.
 */
class HouseStrategiesGoldenTest {
    static List<HouseTable.Row> rows() {
        return HouseTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldConcludeWhatTheTableSays(HouseTable.Row row) {
        SharedData.assumePresent();
        HouseTally tally = new HouseTally();
        List<HouseSeries> all = HouseSeries.all();
        int[] perThousand = new int[all.size()];

        for (int i = 0; i < perThousand.length; i++) {
            HouseSeries series = all.get(i);
            int before = tally.entries();
            play(compile(row.name(), series), series, tally);
            perThousand[i] = (int) Math.round(
                    1_000.0 * (tally.entries() - before) / series.bars().size());
        }

        assertThat(all.stream().mapToInt(series -> series.bars().size()).sum()).isEqualTo(53_355);
        assertThat(tally.row()).isEqualTo(row.counted());
        assertThat(tally.faults()).isZero();
        assertThat(IntStream.of(perThousand).min()).hasValue(row.fewest());
        assertThat(IntStream.of(perThousand).max()).hasValue(row.most());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldConcludeWhatTheSameStrategyWrittenByHandConcludes(HouseTable.Row row) {
        SharedData.assumePresent();

        for (HouseSeries series : HouseSeries.all()) {
            OutputLines compiled = new OutputLines();
            OutputLines byHand = new OutputLines();

            play(compile(row.name(), series), series, compiled);
            HouseByHandTest.play(row.name(), series, byHand);

            assertThat(compiled.all())
                    .as("symbol=%s timeframe=%s", series.symbol(), series.timeframe())
                    .isEqualTo(byHand.all());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldBeReadyAtTheBarThatTheTableSays(HouseTable.Row row) {
        CompiledStrategy strategy = StrategyCompiler.compile(
                        HouseStrategies.text(row.name()), Map.of(), Optional.empty())
                .strategy();

        assertThat(strategy.readyBar()).isEqualTo(row.readyBar());
    }

    private static CompiledStrategy compile(String name, HouseSeries series) {
        Compilation compilation =
                StrategyCompiler.compile(HouseStrategies.text(name), Map.of(), Optional.of(series.timeframe()));
        assertThat(compilation.problems()).isEmpty();
        return compilation.strategy();
    }

    private static void play(CompiledStrategy strategy, HouseSeries series, OutputHandler outputs) {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(strategy, new BarHistory(256));
        StrategyRun run = new StrategyRun(strategy.rules(), view, 1, series.symbol(), new SignalRecords());
        OutputEmitter out = new OutputEmitter(outputs);
        Cause cause = new Cause();
        for (ClosedBar bar : series.bars()) {
            pipeline.onBar(series.timeframe(), bar);
            run.decide(bar, cause);
            run.emitEndings(out);
            run.emitSignal(out);
        }
    }
}
