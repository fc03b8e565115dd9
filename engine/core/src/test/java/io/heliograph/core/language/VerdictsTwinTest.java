package io.heliograph.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.bar.RolledBars;
import io.heliograph.core.pipeline.PlanNodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is said of conditions and numbers before the first bar, beside what they answer over random bars. */
class VerdictsTwinTest {
    private static final Timeframe FIVE_MINUTES = Timeframe.ofNanos(5 * Timeframe.MINUTE);
    private static final String[] RELATIONS = {"<", "<=", ">", ">=", "==", "!="};
    private static final double ROUNDING = 1e-9;

    private int never;
    private int always;

    @Test
    void shouldNeverBeContradictedByBars() {
        for (long seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            List<String> conditions = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                conditions.add(prices(random));
                conditions.add(new RandomExpressions(random).condition(2));
            }
            compare("seed=" + seed, conditions, bars(random, 120));
        }

        assertThat(never).isGreaterThan(500);
        assertThat(always).isGreaterThan(500);
    }

    private void compare(String where, List<String> conditions, List<ClosedBar> bars) {
        PlanBuilder builder = new PlanBuilder();
        StepWriter steps = new StepWriter(builder, false);
        Binder binder = new Binder(
                steps, Timeframe.ONE_MINUTE, new Definitions(new TreeMap<>(), new TreeMap<>(), new TreeSet<>()));
        for (String condition : conditions) {
            steps.slot(binder.bind(Parser.parse(condition), new Scope(Timeframe.ONE_MINUTE, false, null)));
        }
        Verdicts verdicts = new Verdicts(steps, new Range(-1.0, 1.0));
        List<Step> judged = builder.steps();
        for (Step step : judged) {
            if (step.isCondition()) {
                never += verdicts.of(step.slot()) == Verdict.NEVER ? 1 : 0;
                always += verdicts.of(step.slot()) == Verdict.ALWAYS ? 1 : 0;
            }
        }
        PlanNodes nodes =
                new PlanNodes(new Plan(builder.steps(), builder.slots(), new EnumMap<>(Root.class), List.of()));
        RolledBars fives = new RolledBars(FIVE_MINUTES, new BarGrid(0));
        for (ClosedBar bar : bars) {
            feed(nodes, fives.closeBefore(bar));
            feed(nodes, fives.add(bar));
            nodes.onBar(Timeframe.ONE_MINUTE, bar);
            judged.forEach(step -> compare(where, step, steps, verdicts, nodes));
        }
    }

    private static void compare(String where, Step step, StepWriter steps, Verdicts verdicts, PlanNodes nodes) {
        for (int slot = step.slot(); slot < step.slot() + step.outputs(); slot++) {
            String what = where + " " + steps.text(slot);
            if (step.isCondition()) {
                double truth = nodes.truth(slot);
                Verdict verdict = verdicts.of(slot);
                boolean isContradicted =
                        truth == 1.0 && verdict == Verdict.NEVER || truth == 0.0 && verdict == Verdict.ALWAYS;
                assertThat(isContradicted)
                        .as(what + " " + verdict + " " + truth)
                        .isFalse();
            } else if (!Double.isNaN(nodes.number(slot))) {
                double number = nodes.number(slot);
                Range range = verdicts.ranges().of(slot);
                double slack = ROUNDING * Math.max(1.0, Math.abs(number));
                assertThat(number >= range.low() - slack && number <= range.high() + slack)
                        .as("%s %s %s", what, range, number)
                        .isTrue();
            }
        }
    }

    /** Comparisons, crossings and conjunctions of numbers that are near each other and often in order. */
    private static String prices(Random random) {
        String a = price(random, 2);
        String b = price(random, 2);
        return switch (random.nextInt(5)) {
            case 0 -> pick(random, "cross_above", "cross_below", "cross") + "(" + a + ", " + b + ")";
            case 1 ->
                a + " " + pick(random, RELATIONS) + " " + b + pick(random, " and ", " or ") + price(random, 1) + " "
                        + pick(random, RELATIONS) + " " + pick(random, a, b);
            default -> a + " " + pick(random, RELATIONS) + " " + b;
        };
    }

    private static String price(Random random, int depth) {
        if (depth == 0) {
            return pick(random, "open", "high", "low", "close", "hl2", "50", "100");
        }
        String x = price(random, depth - 1);
        String y = price(random, depth - 1);
        int n = 1 + random.nextInt(4);
        return switch (random.nextInt(16)) {
            case 0 -> "highest(" + n + ")";
            case 1 -> "lowest(" + n + ")";
            case 2 -> "donchian(" + n + ")." + pick(random, "upper", "middle", "lower");
            case 3 ->
                pick(random, "highest", "lowest") + "(" + n + ", of = " + pick(random, "close", "high", "hl2") + ")";
            case 4 -> "(" + x + ")[" + random.nextInt(4) + "]";
            case 5 -> pick(random, "max", "min") + "(" + x + ", " + y + ")";
            case 6 -> "clamp(" + x + ", " + y + ", " + price(random, 0) + ")";
            case 7 ->
                "(" + x + pick(random, " + ", " - ") + pick(random, "tr()", "volume", "bars_since(close > open)") + ")";
            case 8 -> "(" + x + " * " + pick(random, "0.5", "2", "1") + ")";
            case 9 -> "if(close > open, " + x + ", " + y + ")";
            case 10 -> "coalesce(wap, " + x + ")";
            case 11 -> pick(random, "abs", "floor", "ceil") + "(" + x + ")";
            case 12 -> "bbands(" + (1 + n) + ", 2)." + pick(random, "upper", "middle", "lower");
            case 13 -> "keltner(" + n + ", " + n + ", 1.5)." + pick(random, "upper", "middle", "lower");
            case 14 -> "(" + pick(random, "high", "low", "close", "highest(3)") + " @ 5m)";
            default -> x;
        };
    }

    private static void feed(PlanNodes nodes, ClosedBar closed) {
        if (closed != null) {
            nodes.onBar(FIVE_MINUTES, closed);
        }
    }

    private static List<ClosedBar> bars(Random random, int count) {
        List<ClosedBar> bars = new ArrayList<>();
        long start = 1_700_000_100L * Timeframe.SECOND;
        double price = 100.0;
        for (int i = 0; i < count; i++) {
            start += (1 + (random.nextInt(15) == 0 ? random.nextInt(9) : 0)) * Timeframe.MINUTE;
            double open = price;
            double close = Math.max(1.0, open + 0.25 * (random.nextInt(9) - 4));
            double high = Math.max(open, close) + 0.25 * random.nextInt(3);
            double low = Math.max(0.25, Math.min(open, close) - 0.25 * random.nextInt(3));
            double volume = random.nextInt(4) == 0 ? 0.0 : random.nextInt(50);
            bars.add(new ClosedBar()
                    .time(start, start + Timeframe.MINUTE, i, start / Timeframe.DAY)
                    .prices(open, high, low, close)
                    .volume(volume, volume == 0.0 ? Double.NaN : (high + low) / 2, random.nextInt(20), 0));
            price = close;
        }
        return bars;
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
