package io.heliograph.core.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRun;
import io.heliograph.testkit.SharedData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents as they are shipped, compiled, over 53,355 real bars, against the published table. */
class HouseCompiledTest {
    static List<HouseTable.Row> rows() {
        return HouseTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldConcludeWhatTheTableSays(HouseTable.Row row) {
        SharedData.assumePresent();
        HouseTally tally = new HouseTally();

        int bars = 0;
        for (HouseSeries series : HouseSeries.all()) {
            play(row.name(), series, tally);
            bars += series.bars().size();
        }

        assertThat(bars).isEqualTo(53_355);
        assertThat(tally.row()).isEqualTo(row.counted());
        assertThat(tally.faults()).isZero();
    }

    private static void play(String name, HouseSeries series, OutputHandler outputs) {
        CompiledStrategy strategy = StrategyCompiler.compile(
                        HouseStrategies.text(name), Map.of(), Optional.of(series.timeframe()))
                .strategy();
        Pipeline pipeline = new Pipeline();
        StrategyRun run = new StrategyRun(
                strategy.rules(), pipeline.add(strategy, new BarHistory(256)), 1, series.symbol(), new SignalRecords());
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
