package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.formula.FormulaRun;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.core.language.FormulaCompilation;
import io.heliograph.core.language.NaiveColumn;
import io.heliograph.core.language.NaiveEvaluator;
import io.heliograph.core.language.RandomExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Expressions over given bars answer what a slow evaluation over whole series answers, larger timeframes included. */
class FormulaTwinTest {
    private static final int BARS = 150;
    private static final int EXPRESSIONS = 8;

    @Test
    void shouldAgreeWithTheNaiveEvaluationOverBarsRolledUpByHand() {
        for (long seed = 1; seed <= 120; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) {
        Random random = new Random(seed);
        RandomBars bars = new RandomBars(random, BARS);
        List<String> expressions = expressions(random);
        FormulaCompilation compilation =
                ExpressionCompiler.compile(expressions, Timeframe.ONE_MINUTE, Map.of(), Map.of());
        assertThat(compilation.problems()).as("seed=" + seed).isEmpty();
        FormulaRun run = new FormulaRun(compilation.formulas());
        Map<Timeframe, List<ClosedBar>> rolled =
                Map.of(Timeframe.ONE_MINUTE, bars.minutes, RandomBars.FIVE_MINUTES, rolledByHand(bars.minutes));
        NaiveEvaluator naive =
                new NaiveEvaluator(rolled, Timeframe.ONE_MINUTE, false, new PipelineIndicators(rolled, false));
        List<NaiveColumn> expected = expressions.stream().map(naive::evaluate).toList();

        for (int bar = 0; bar < BARS; bar++) {
            run.onBar(bars.minutes.get(bar));
            for (int i = 0; i < expressions.size(); i++) {
                String where = "seed=" + seed + " bar=" + bar + " expression=" + expressions.get(i);
                compare(where, expected.get(i), bar, run, i);
            }
        }
    }

    private static void compare(String where, NaiveColumn column, int bar, FormulaRun run, int i) {
        double value = column.values == null ? Double.NaN : column.values[bar];
        if (column.isCondition) {
            value = column.flags[bar] == Slots.UNKNOWN ? Double.NaN : column.flags[bar];
        }
        assertThat(Double.doubleToRawLongBits(run.value(i)))
                .as("%s expected=%s found=%s", where, value, run.value(i))
                .isEqualTo(Double.doubleToRawLongBits(value));
        assertThat(run.isFlat(i)).as(where + " flat").isEqualTo(!column.isCondition && column.flags[bar] == 1);
    }

    private static List<String> expressions(Random random) {
        RandomExpressions drawn = new RandomExpressions(random);
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < EXPRESSIONS; i++) {
            expressions.add(i % 2 == 0 ? drawn.number(1 + i / 3) : drawn.condition(1 + i / 3));
        }
        return expressions;
    }

    private static List<ClosedBar> rolledByHand(List<ClosedBar> minutes) {
        long length = RandomBars.FIVE_MINUTES.length();
        TreeMap<Long, List<ClosedBar>> groups = new TreeMap<>();
        minutes.forEach(bar -> groups.computeIfAbsent(bar.start() / length * length, start -> new ArrayList<>())
                .add(bar));
        List<ClosedBar> fives = new ArrayList<>();
        groups.forEach((start, parts) -> fives.add(five(start, start + length, fives.size(), parts)));
        return fives;
    }

    private static ClosedBar five(long start, long end, int ordinal, List<ClosedBar> parts) {
        double volume = 0.0;
        double notional = 0.0;
        long trades = 0;
        boolean knowsTrades = true;
        for (ClosedBar part : parts) {
            volume += part.volume();
            notional += part.wap() * part.volume();
            trades += part.trades();
            knowsTrades &= part.trades() >= 0;
        }
        double wap = volume == 0.0 ? Double.NaN : notional / volume;
        return new ClosedBar()
                .time(start, end, ordinal, start / Timeframe.DAY)
                .prices(
                        parts.get(0).open(),
                        parts.stream().mapToDouble(ClosedBar::high).max().getAsDouble(),
                        parts.stream().mapToDouble(ClosedBar::low).min().getAsDouble(),
                        parts.get(parts.size() - 1).close())
                .volume(volume, wap, knowsTrades ? trades : -1, 0);
    }
}
