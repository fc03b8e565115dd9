package io.heliograph.core.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRules;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyRun;
import io.heliograph.testkit.SharedData;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stance machine over real bars, with the house strategies written by hand, against the published table. */
class HouseByHandTest {
    static List<HouseTable.Row> rows() {
        return HouseTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldConcludeWhatTheTableSays(HouseTable.Row row) {
        SharedData.assumePresent();
        HouseTally tally = new HouseTally();

        for (HouseSeries series : HouseSeries.all()) {
            play(row.name(), series, tally);
        }

        assertThat(tally.row()).isEqualTo(row.counted());
        assertThat(tally.faults()).isZero();
    }

    static void play(String name, HouseSeries series, OutputHandler outputs) {
        HouseByHand view = HouseByHand.named(name);
        StrategyRules rules = new StrategyRules(
                name, new byte[32], series.timeframe(), Hold.UNTIL, true, 0, expiresBars(name), 0, false);
        StrategyRun run = new StrategyRun(rules, view, 1, series.symbol(), new SignalRecords());
        OutputEmitter out = new OutputEmitter(outputs);
        Cause cause = new Cause();
        for (ClosedBar bar : series.bars()) {
            view.feed(bar);
            run.decide(bar, cause);
            run.emitEndings(out);
            run.emitSignal(out);
        }
    }

    private static int expiresBars(String name) {
        return switch (name) {
            case "momentum", "mean-reversion" -> 30;
            case "stochrsi-dynamic-bands", "stochrsi-dynamic-bands-seed" -> 20;
            default -> 0;
        };
    }
}
