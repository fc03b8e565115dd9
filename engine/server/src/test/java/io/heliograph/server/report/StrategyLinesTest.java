package io.heliograph.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BarRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyLinesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldDrawPricesOverTheBarsAndEverythingElseBelow() throws Exception {
        Map<String, List<String>> overlays = new TreeMap<>();
        Map<String, List<String>> others = new TreeMap<>();

        for (ChartLines drawn : StrategyLines.of(SampleRuns.usual(folder))) {
            overlays.put(drawn.symbol() + " " + drawn.strategy(), names(drawn, true));
            others.put(drawn.symbol() + " " + drawn.strategy(), names(drawn, false));
        }

        assertThat(overlays).hasSize(10);
        assertThat(overlays.get("BETA mean-reversion")).containsExactlyInAnyOrder("b.lower", "b.middle", "b.upper");
        assertThat(overlays.get("ALFA trend-following")).containsExactlyInAnyOrder("f", "s");
        assertThat(overlays.get("ALFA momentum")).isEmpty();
        assertThat(overlays.get("ALFA stochrsi-dynamic-bands")).isEmpty();
        assertThat(others.get("ALFA momentum")).contains("m.line", "m.signal", "m.histogram", "unit", "push");
        assertThat(others.get("BETA mean-reversion")).contains("r", "a", "unit", "way", "b.percent_b");
    }

    @Test
    void shouldComputeWhatTheStrategyComputed() throws Exception {
        BacktestResult result = SampleRuns.usual(folder);
        ChartLines drawn = StrategyLines.of(result).stream()
                .filter(lines ->
                        lines.symbol().equals("ALFA") && lines.strategy().equals("trend-following"))
                .findFirst()
                .orElseThrow();
        double[] fast = drawn.lines().stream()
                .filter(line -> line.name().equals("f"))
                .findFirst()
                .orElseThrow()
                .values();
        double[] closes = result.bars().stream()
                .filter(bar -> bar.symbol().equals("ALFA")
                        && bar.timeframe().toString().equals("1m"))
                .mapToDouble(BarRow::close)
                .toArray();

        double expected = 0;
        for (int i = 0; i < closes.length; i++) {
            expected = i < 20 ? expected + closes[i] / 20 : expected + 2.0 / 21 * (closes[i] - expected);
            if (i < 19) {
                assertThat(fast[i]).isNaN();
            } else {
                assertThat(fast[i]).as("bar %d", i).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void shouldLeaveConditionsOutAndKeepWhatIsUndefined() throws Exception {
        List<ChartLines> lines = StrategyLines.of(SampleRuns.hostile(folder));

        assertThat(lines).hasSize(1);
        assertThat(names(lines.get(0), false)).containsExactly("gap");
        assertThat(lines.get(0).lines().get(0).values()).contains(Double.NaN);
    }

    private static List<String> names(ChartLines drawn, boolean isOverlay) {
        return drawn.lines().stream()
                .filter(line -> line.isOverlay() == isOverlay)
                .map(ChartLines.Line::name)
                .toList();
    }
}
