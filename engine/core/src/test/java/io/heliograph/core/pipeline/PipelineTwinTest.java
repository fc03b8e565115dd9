package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import io.heliograph.core.language.NaiveColumn;
import io.heliograph.core.language.NaiveEvaluator;
import io.heliograph.core.language.RandomExpressions;
import io.heliograph.core.strategy.StrategyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The pipeline says at every bar what a slow evaluation over the whole series says: bit for bit where the language alone
 * decides, and as near as rounding allows for indicators.
 *
 * <p>With {@code -Dheliograph.full=true} fifty times as many documents are drawn.
 */
class PipelineTwinTest {
    private static final int MORE = Boolean.getBoolean("heliograph.full") ? 50 : 1;
    private static final int BARS = 150;
    private static final int EXPRESSIONS = 12;

    @Test
    void shouldAgreeWithTheNaiveEvaluationOfRandomExpressions() {
        long[] counts = new long[2];
        for (long seed = 1; seed <= 120 * MORE; seed++) {
            compare(seed, false, counts);
        }
        assertThat(counts[0]).as("answers of indicators").isGreaterThan(80_000);
        assertThat(counts[1]).as("answers left to rounding").isLessThan(counts[0] / 50);
    }

    @Test
    void shouldAgreeWithTheNaiveEvaluationWhereFlatIsEvaluated() {
        for (long seed = 1_000_001; seed <= 1_000_000 + 60 * MORE; seed++) {
            compare(seed, true, new long[2]);
        }
    }

    private static void compare(long seed, boolean evaluatesFlat, long[] counts) {
        Random random = new Random(seed);
        RandomBars bars = new RandomBars(random, BARS, RandomBars.Market.of(seed));
        List<String> expressions = expressions(random);
        CompiledStrategy strategy = strategy(expressions, evaluatesFlat);
        NaiveEvaluator naive = new NaiveEvaluator(
                bars.byTimeframe(),
                Timeframe.ONE_MINUTE,
                evaluatesFlat,
                new PipelineIndicators(bars.byTimeframe(), evaluatesFlat));
        List<NaiveColumn> expected =
                expressions.stream().map(each -> evaluate(naive, seed, each)).toList();
        counts[0] += naive.compared();
        counts[1] += naive.unsure();
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(strategy, new BarHistory(1));

        int bar = 0;
        for (ClosedBar each : bars.closing) {
            RandomBars.feed(pipeline, each);
            if (RandomBars.timeframe(each).equals(Timeframe.ONE_MINUTE)) {
                compare(seed, bar++, expressions, expected, view);
            }
        }
        assertThat(bar).isEqualTo(BARS);
    }

    private static NaiveColumn evaluate(NaiveEvaluator naive, long seed, String expression) {
        try {
            return naive.evaluate(expression);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed=" + seed + " expression=" + expression + ": " + e.getMessage(), e);
        }
    }

    private static void compare(
            long seed, int bar, List<String> expressions, List<NaiveColumn> expected, StrategyView view) {
        for (int i = 0; i < expressions.size(); i++) {
            NaiveColumn column = expected.get(i);
            String where = "seed=" + seed + " bar=" + bar + " expression=" + expressions.get(i);
            if (column.isCondition) {
                double code = column.flags[bar] == StrategyView.UNKNOWN ? Double.NaN : column.flags[bar];
                assertThat(Double.doubleToRawLongBits(view.value(i)))
                        .as(where)
                        .isEqualTo(Double.doubleToRawLongBits(code));
            } else {
                assertThat(Double.doubleToRawLongBits(view.value(i)))
                        .as("%s expected=%s found=%s", where, column.values[bar], view.value(i))
                        .isEqualTo(Double.doubleToRawLongBits(column.values[bar]));
                assertThat(view.isValueFlat(i)).as(where + " flat").isEqualTo(column.flags[bar] == 1);
            }
        }
    }

    private static List<String> expressions(Random random) {
        RandomExpressions drawn = new RandomExpressions(random);
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < EXPRESSIONS; i++) {
            expressions.add(i % 2 == 0 ? drawn.number(1 + i / 4) : drawn.condition(1 + i / 4));
        }
        return expressions;
    }

    private static CompiledStrategy strategy(List<String> expressions, boolean evaluatesFlat) {
        StringBuilder let = new StringBuilder("let {\n");
        for (int i = 0; i < expressions.size(); i++) {
            let.append(String.format("  v%02d = \"%s\"%n", i, expressions.get(i)));
        }
        return Documents.strategy(
                Documents.of(let + "}", "buy = \"close > 1\"", evaluatesFlat ? "flat = evaluate" : ""));
    }
}
