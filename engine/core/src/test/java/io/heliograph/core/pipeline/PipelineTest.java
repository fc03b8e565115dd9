package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.RandomExpressions;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;
import io.heliograph.testkit.AllocationMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    private static final BarHistory NO_HISTORY = new BarHistory(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ema(9, of = rsi(14)) > 0                         | 22
            stochrsi(14, 14, 3, 3).d > 0                     | 31
            cross_above(macd(12, 26, 9).histogram, 0)        | 34
            close[5] > 0                                     | 5
            within(rsi(14) > 50, 3)                          | 16
            rising(sma(5), 3)                                | 7
            defined(ema(50))                                 | 0
            coalesce(ema(50), sma(5)) > 0                    | 4
            flat(rsi(14))                                    | 14
            if(close > open, rsi(14), sma(20)) > 0           | 19
            wap > 0 and bars_since(trades > 3) > 1           | 0
            vwma(20) > 0 and kama(10) > 0 and hma(9) > 0     | 19
            """)
    void shouldBeReadyFromTheBarThatTheCompilerCounts(String expression, int bar) {
        CompiledStrategy strategy = buy(expression);

        assertThat(firstReady(strategy, new RandomBars(new Random(1), 60))).isEqualTo(bar);
        assertThat(strategy.readyBar()).isEqualTo(bar);
    }

    @Test
    void shouldBeReadyAsTheHouseTableSays() {
        RandomBars bars = new RandomBars(new Random(2), 60);

        assertThat(HouseStrategies.names().stream()
                        .map(name -> firstReady(Documents.strategy(HouseStrategies.text(name)), bars)))
                .containsExactly(27, 49, 34, 34, 49);
    }

    @Test
    void shouldCountReadinessOfALargerTimeframeInItsBars() {
        RandomBars bars = new RandomBars(new Random(3), 100);
        Pipeline pipeline = new Pipeline();
        StrategyView now = pipeline.add(buy("sma(3) @ 5m > 0"), NO_HISTORY);
        StrategyView before = pipeline.add(buy("(sma(3) @ 5m)[2] > 0"), NO_HISTORY);
        int fives = 0;
        int minutesSince = 0;

        for (ClosedBar bar : bars.closing) {
            RandomBars.feed(pipeline, bar);
            boolean isMinute = RandomBars.timeframe(bar).equals(Timeframe.ONE_MINUTE);
            fives += isMinute ? 0 : 1;
            minutesSince += isMinute && fives >= 3 ? 1 : 0;
            if (isMinute) {
                assertThat(now.isReady()).isEqualTo(minutesSince >= 1);
                assertThat(before.isReady()).isEqualTo(minutesSince >= 3);
                assertThat(now.isReady()).isEqualTo(now.condition(Condition.BUY, 0, 0) != StrategyView.UNKNOWN);
                assertThat(before.isReady()).isEqualTo(before.condition(Condition.BUY, 0, 0) != StrategyView.UNKNOWN);
            }
        }
        assertThat(minutesSince).isGreaterThan(50);
    }

    @Test
    void shouldWaitForConvergenceWhereTheDocumentAsksForIt() {
        RandomBars bars = new RandomBars(new Random(4), 250);
        CompiledStrategy strategy = Documents.strategy(Documents.of("buy = \"ema(20) > 0\"", "ready = CONVERGED"));

        assertThat(strategy.readyBar()).isEqualTo(19 + 139);
        assertThat(firstReady(strategy, bars)).isEqualTo(19 + 139);
    }

    @Test
    void shouldNeverCallConvergedWhatNeverForgets() {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(buy("obv() > 0"), NO_HISTORY);

        new RandomBars(new Random(5), 300).closing.forEach(bar -> RandomBars.feed(pipeline, bar));

        assertThat(view.isReady()).isTrue();
        assertThat(view.isConverged()).isFalse();
        assertThat(Documents.problems(Documents.of("buy = \"obv() > 0\"", "ready = CONVERGED"))
                        .get(0)
                        .message())
                .isEqualTo("ready = CONVERGED is never reached: obv() never forgets its start");
    }

    @Test
    void shouldShareNodesBetweenStrategiesAndDropThoseThatNobodyUses() {
        Pipeline pipeline = new Pipeline();
        CompiledStrategy one = buy("rsi(14) > 50");
        CompiledStrategy two = buy("rsi(close, 14) > 50 and close[1] > 1");
        pipeline.add(one, NO_HISTORY);
        assertThat(pipeline.nodeCount()).isEqualTo(3);

        StrategyView view = pipeline.add(two, NO_HISTORY);
        assertThat(pipeline.nodeCount()).isEqualTo(3 + 3);

        pipeline.remove(one);
        assertThat(pipeline.nodeCount()).isEqualTo(6);
        new RandomBars(new Random(6), 30).closing.forEach(bar -> RandomBars.feed(pipeline, bar));
        assertThat(view.condition(Condition.BUY, 0, 0)).isNotEqualTo(StrategyView.UNKNOWN);

        pipeline.remove(two);
        assertThat(pipeline.nodeCount()).isZero();
        assertThatThrownBy(() -> pipeline.remove(two)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRemoveTheStrategyThatIsMeantAndNotAnEqualOne() {
        Pipeline pipeline = new Pipeline();
        String document = Documents.of("buy = true", "stop = \"close - side * 2\"");
        CompiledStrategy goes = Documents.strategy(document);
        StrategyView stays = pipeline.add(Documents.strategy(document), NO_HISTORY);
        pipeline.add(goes, NO_HISTORY);

        pipeline.remove(goes);
        StrategyView other = pipeline.add(buy("high > 0"), NO_HISTORY);
        new RandomBars(new Random(8), 2).closing.forEach(bar -> RandomBars.feed(pipeline, bar));

        assertThat(stays.level(Level.STOP, 1)).isPositive();
        assertThat(other.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.TRUE);
    }

    @Test
    void shouldNotDisturbOtherStrategiesByAddingAndRemoving() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            RandomBars bars = new RandomBars(random, 120);
            CompiledStrategy kept = random(random, "kept");
            Pipeline alone = new Pipeline();
            Pipeline shared = new Pipeline();
            StrategyView expected = alone.add(kept, NO_HISTORY);
            StrategyView found = shared.add(kept, NO_HISTORY);
            List<CompiledStrategy> guests = new ArrayList<>();
            for (ClosedBar bar : bars.closing) {
                if (random.nextInt(4) == 0) {
                    CompiledStrategy guest = random(random, "guest" + guests.size());
                    shared.add(guest, NO_HISTORY);
                    guests.add(guest);
                } else if (!guests.isEmpty() && random.nextInt(3) == 0) {
                    shared.remove(guests.remove(random.nextInt(guests.size())));
                }
                RandomBars.feed(alone, bar);
                RandomBars.feed(shared, bar);
                assertSame("seed=" + seed, expected, found);
            }
        }
    }

    @Test
    void shouldMakeNewNodesAsIfTheyHadBeenThereWhereTheHistorySuffices() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            RandomBars bars = new RandomBars(random, 150);
            CompiledStrategy strategy = random(random, "late");
            Pipeline early = new Pipeline();
            Pipeline late = new Pipeline();
            StrategyView expected = early.add(strategy, NO_HISTORY);
            late.add(random(random, "other"), NO_HISTORY);
            int applied = 1 + random.nextInt(bars.closing.size() - 1);
            StrategyView found = null;
            for (int i = 0; i < bars.closing.size(); i++) {
                if (i == applied) {
                    found = late.add(strategy, bars.history(applied, 256));
                    assertSame("seed=" + seed + " at once", expected, found);
                }
                RandomBars.feed(early, bars.closing.get(i));
                RandomBars.feed(late, bars.closing.get(i));
                if (found != null) {
                    assertSame("seed=" + seed + " i=" + i, expected, found);
                    assertThat(found.barsSeen()).isEqualTo(expected.barsSeen());
                }
            }
        }
    }

    @Test
    void shouldKnowThatNewNodesSawOnlyTheHistory() {
        RandomBars bars = new RandomBars(new Random(7), 400);
        Pipeline pipeline = new Pipeline();
        pipeline.add(buy("ema(5) > 0"), NO_HISTORY);
        bars.closing.forEach(bar -> RandomBars.feed(pipeline, bar));

        StrategyView shared = pipeline.add(buy("ema(5) > 0 and true"), bars.history(bars.closing.size(), 64));
        StrategyView fresh = pipeline.add(buy("sma(65) > 0"), bars.history(bars.closing.size(), 64));

        assertThat(shared.barsSeen()).isEqualTo(64);
        assertThat(shared.isReady()).isTrue();
        assertThat(fresh.isReady()).isFalse();
        RandomBars.feed(pipeline, bars.closing.get(bars.closing.size() - 1));
        assertThat(fresh.barsSeen()).isEqualTo(65);
        assertThat(fresh.isReady()).isTrue();
    }

    @Test
    void shouldGoOnFromAnySavedBarAsIfNothingHadHappened() {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            RandomBars bars = new RandomBars(random, 80);
            CompiledStrategy one = random(random, "one");
            CompiledStrategy two = random(random, "two");
            Pipeline straight = new Pipeline();
            StrategyView expected = straight.add(one, NO_HISTORY);
            straight.add(two, NO_HISTORY);
            Pipeline pipeline = new Pipeline();
            StrategyView found = pipeline.add(one, NO_HISTORY);
            pipeline.add(two, NO_HISTORY);
            for (ClosedBar bar : bars.closing) {
                LongRow state = new LongRow();
                pipeline.save(state);
                pipeline = new Pipeline();
                pipeline.add(two, NO_HISTORY);
                found = pipeline.add(one, NO_HISTORY);
                pipeline.restore(state);
                assertThat(found.isReady()).isEqualTo(expected.isReady());
                LongRow again = new LongRow();
                pipeline.save(again);
                assertThat(again.row).isEqualTo(state.row);

                RandomBars.feed(straight, bar);
                RandomBars.feed(pipeline, bar);
                assertSame("seed=" + seed, expected, found);
                assertThat(found.barsSeen()).isEqualTo(expected.barsSeen());
            }
        }
    }

    @Test
    void shouldNeverReadALargerBarThatEndsAfterThisOneWhateverToldIt() {
        CompiledStrategy strategy = buy("close @ 5m > 0 and (true @ 1h)");
        ClosedBar five = bar(10, 12, 9, 11).time(0, 5 * Timeframe.MINUTE, 0, 0);
        Pipeline told = new Pipeline();
        told.add(strategy, NO_HISTORY);
        told.onBar(RandomBars.FIVE_MINUTES, five);
        LongRow state = new LongRow();
        told.save(state);
        Pipeline restored = new Pipeline();
        StrategyView ofState = restored.add(strategy, NO_HISTORY);
        restored.restore(state);
        BarHistory history = new BarHistory(8);
        history.addSeries(RandomBars.FIVE_MINUTES).add(five);
        Pipeline warm = new Pipeline();
        StrategyView ofHistory = warm.add(strategy, history);

        ClosedBar early = bar(10, 12, 9, 11).time(3 * Timeframe.MINUTE, 4 * Timeframe.MINUTE, 0, 0);
        restored.onBar(Timeframe.ONE_MINUTE, early);
        warm.onBar(Timeframe.ONE_MINUTE, early);
        assertThat(ofState.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.UNKNOWN);
        assertThat(ofHistory.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.UNKNOWN);

        ClosedBar last = bar(10, 12, 9, 11).time(4 * Timeframe.MINUTE, 5 * Timeframe.MINUTE, 1, 0);
        restored.onBar(Timeframe.ONE_MINUTE, last);
        warm.onBar(Timeframe.ONE_MINUTE, last);
        assertThat(ofState.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.TRUE);
        assertThat(ofHistory.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.TRUE);
    }

    @Test
    void shouldRefuseASavedNodeThatNoStrategyHas() {
        Pipeline saved = new Pipeline();
        saved.add(buy("sma(3) > 1"), NO_HISTORY);
        LongRow state = new LongRow();
        saved.save(state);
        Pipeline other = new Pipeline();
        other.add(buy("sma(4) > 1"), NO_HISTORY);

        assertThatThrownBy(() -> other.restore(state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no strategy here has this saved node: key=");
    }

    @Test
    void shouldWorkOutTheContextOnDemand() {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(
                Documents.strategy(Documents.of(
                        "buy = \"close > open\"",
                        "exit = \"bars_held >= 3\"",
                        "exit_sell = \"side * (close - entry) > 1\"",
                        "stop = \"close - side * 2 * high\"",
                        "target = \"if(side > 0, 7, wap)\"")),
                NO_HISTORY);

        pipeline.onBar(Timeframe.ONE_MINUTE, bar(10, 12, 9, 11));

        assertThat(view.level(Level.STOP, 1)).isEqualTo(11 - 24);
        assertThat(view.level(Level.STOP, -1)).isEqualTo(11 + 24);
        assertThat(view.level(Level.TARGET, 1)).isEqualTo(7);
        assertThat(view.level(Level.TARGET, -1)).isNaN();
        assertThat(view.level(Level.CONFIDENCE, -1)).isEqualTo(0.5);
        assertThat(view.declares(Level.TARGET)).isTrue();
        assertThat(view.describe(Level.STOP)).isEqualTo("close - side * 2 * high");
        assertThat(view.condition(Condition.BUY, Double.NaN, Double.NaN)).isEqualTo(StrategyView.TRUE);
        assertThat(view.condition(Condition.SELL, Double.NaN, Double.NaN)).isEqualTo(StrategyView.FALSE);
        assertThat(view.condition(Condition.EXIT_BUY, 10, 2)).isEqualTo(StrategyView.FALSE);
        assertThat(view.condition(Condition.EXIT_BUY, 10, 3)).isEqualTo(StrategyView.TRUE);
        assertThat(view.condition(Condition.EXIT_BUY, Double.NaN, Double.NaN)).isEqualTo(StrategyView.UNKNOWN);
        assertThat(view.condition(Condition.EXIT_SELL, 13, 0)).isEqualTo(StrategyView.TRUE);
        assertThat(view.condition(Condition.EXIT_SELL, 11, 0)).isEqualTo(StrategyView.FALSE);
        assertThat(view.condition(Condition.EXIT_SELL, Double.NaN, 3)).isEqualTo(StrategyView.TRUE);
    }

    @Test
    void shouldSayUnknownForFlatUnlessFlatIsEvaluated() {
        Pipeline pipeline = new Pipeline();
        String[] lines = {"let { f = \"flat(rsi(2))\", r = \"rsi(2)\" }", "buy = \"rsi(2) == 50\""};
        StrategyView silent = pipeline.add(Documents.strategy(Documents.of(lines)), NO_HISTORY);
        StrategyView evaluating =
                pipeline.add(Documents.strategy(Documents.of(lines[0], lines[1], "flat = evaluate")), NO_HISTORY);

        for (int i = 0; i < 3; i++) {
            pipeline.onBar(Timeframe.ONE_MINUTE, bar(10, 10, 10, 10));
        }

        assertThat(silent.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.UNKNOWN);
        assertThat(evaluating.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.TRUE);
        assertThat(silent.value(0)).isEqualTo(1.0);
        assertThat(silent.value(1)).isEqualTo(50.0);
        assertThat(silent.isValueFlat(1)).isTrue();
        assertThat(silent.valueName(1)).isEqualTo("r");
        assertThat(silent.isValueCondition(0)).isTrue();
    }

    @Test
    void shouldAnswerAConstantOnALargerTimeframeAtOnce() {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(buy("close > (3 @ 1h) and (true @ 1h)"), NO_HISTORY);

        pipeline.onBar(Timeframe.ONE_MINUTE, bar(10, 12, 9, 11));

        assertThat(view.condition(Condition.BUY, 0, 0)).isEqualTo(StrategyView.TRUE);
    }

    @Test
    void shouldAllocateNothingPerBar() {
        Pipeline pipeline = new Pipeline();
        List<StrategyView> views = new ArrayList<>();
        for (String name : HouseStrategies.names()) {
            views.add(pipeline.add(Documents.strategy(HouseStrategies.text(name)), NO_HISTORY));
        }
        views.add(pipeline.add(
                buy("rising(close, 3) and within(close > open, 9) and count(close > open, 9) > 1 "
                        + "and sum(volume, 9) > 1 and value_when(close > open, bars_since(close < open)) > 1 "
                        + "and ema(9) @ 5m > sma(4) @ 5m"),
                NO_HISTORY));
        RandomBars bars = new RandomBars(new Random(8), 2_000);

        double bytes = AllocationMeter.bytesPerOperation(40_000, 10_000, i -> {
            ClosedBar bar = bars.closing.get(i % bars.closing.size());
            pipeline.onBar(
                    bar.end() - bar.start() == Timeframe.MINUTE ? Timeframe.ONE_MINUTE : RandomBars.FIVE_MINUTES, bar);
            for (int j = 0; j < views.size(); j++) {
                ask(views.get(j));
            }
        });

        assertThat(bytes).isLessThanOrEqualTo(0.01);
    }

    private static double ask(StrategyView view) {
        double sum = view.isReady() ? 1.0 : 0.0;
        sum += view.isConverged() ? 1.0 : 0.0;
        sum += view.condition(Condition.BUY, Double.NaN, Double.NaN);
        sum += view.condition(Condition.EXIT_SELL, 100.0, 3.0);
        sum += view.level(Level.STOP, 1) + view.level(Level.CONFIDENCE, -1) + view.barsSeen();
        for (int i = 0; i < view.valueCount(); i++) {
            sum += view.value(i);
        }
        return sum;
    }

    private static int firstReady(CompiledStrategy strategy, RandomBars bars) {
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(strategy, NO_HISTORY);
        for (int i = 0; i < bars.minutes.size(); i++) {
            assertThat(view.isReady()).isFalse();
            pipeline.onBar(Timeframe.ONE_MINUTE, bars.minutes.get(i));
            if (view.isReady()) {
                return i;
            }
        }
        return -1;
    }

    private static void assertSame(String where, StrategyView expected, StrategyView found) {
        assertThat(found.isReady()).as(where).isEqualTo(expected.isReady());
        assertThat(found.isConverged()).as(where).isEqualTo(expected.isConverged());
        assertThat(found.condition(Condition.BUY, 0, 0)).as(where).isEqualTo(expected.condition(Condition.BUY, 0, 0));
        for (int i = 0; i < expected.valueCount(); i++) {
            assertThat(Double.doubleToRawLongBits(found.value(i)))
                    .as(where + " value=" + i)
                    .isEqualTo(Double.doubleToRawLongBits(expected.value(i)));
            assertThat(found.isValueFlat(i)).as(where).isEqualTo(expected.isValueFlat(i));
        }
    }

    private static CompiledStrategy buy(String expression) {
        return Documents.strategy(Documents.of("buy = \"" + expression + "\""));
    }

    private static CompiledStrategy random(Random random, String description) {
        RandomExpressions drawn = new RandomExpressions(random);
        return Documents.strategy(Documents.of(
                "description = " + description,
                "let { a = \"" + drawn.number(3) + "\", b = \"" + drawn.condition(3) + "\", c = \"" + drawn.number(2)
                        + "\", d = \"" + drawn.condition(2) + "\" }",
                "buy = \"" + drawn.condition(3) + "\""));
    }

    private static ClosedBar bar(double open, double high, double low, double close) {
        return new ClosedBar()
                .time(0, Timeframe.MINUTE, 0, 0)
                .prices(open, high, low, close)
                .volume(1, Double.NaN, -1, 0);
    }
}
