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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stance machine over real bars, with the house strategies written by hand, against the published table. */
class HouseByHandTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "momentum; 853 | 440 / 413 / 823 | stop 461, target 287, expired 51, exit 46, opposite 5 | 0.385"
                        + " | .31 .39 .41 .43 .52 | 0.239 (0.237)",
                "mean-reversion; 877 | 420 / 457 / 876 | stop 385, exit 261, target 230 | 0.531"
                        + " | .38 .42 .43 .45 .54 | 0.258 (0.249)",
                "trend-following; 772 | 378 / 394 / 612 | stop 412, exit 357 | 0.241"
                        + " | .11 .19 .22 .25 .34 | 0.183 (0.183)",
                "stochrsi-dynamic-bands; 4248 | 2123 / 2125 / 2622 | stop 1539, opposite 1489, target 1019, expired 198"
                        + " | 0.433 | .25 .41 .46 .50 .55 | 0.249 (0.245)",
                "stochrsi-dynamic-bands-seed; 2991 | 2120 / 871 / 2223 | stop 1197, target 787, opposite 693, expired 311"
                        + " | 0.447 | .26 .36 .40 .45 .51 | 0.251 (0.247)",
            })
    void shouldConcludeWhatTheTableSays(String name, String row) {
        SharedData.assumePresent();
        HouseTally tally = new HouseTally();

        for (HouseSeries series : HouseSeries.all()) {
            play(name, series, tally);
        }

        assertThat(tally.row()).isEqualTo(row);
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

    static int expiresBars(String name) {
        return switch (name) {
            case "momentum", "mean-reversion" -> 30;
            case "stochrsi-dynamic-bands", "stochrsi-dynamic-bands-seed" -> 20;
            default -> 0;
        };
    }
}
