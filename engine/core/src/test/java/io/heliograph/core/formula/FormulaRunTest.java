package io.heliograph.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.testkit.AllocationMeter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormulaRunTest {
    private static final Timeframe DAY = Timeframe.parse("1d");

    private final ClosedBar bar = new ClosedBar();

    @Test
    void shouldSayOfAConditionOneZeroOrNothing() {
        FormulaRun run = run(Timeframe.ONE_MINUTE, "close > open", "cross_above(close, 2)");

        give(run, Timeframe.ONE_MINUTE, 0, 1.0);
        assertThat(run.value(0)).isZero();
        assertThat(run.value(1)).isNaN();
        assertThat(run.isReady(1)).isFalse();
        give(run, Timeframe.ONE_MINUTE, Timeframe.MINUTE, 3.0);

        assertThat(run.value(1)).isEqualTo(1.0);
        assertThat(run.isReady(1)).isTrue();
        assertThat(run.bars()).isEqualTo(2);
    }

    @Test
    void shouldAnswerTheNeutralValueWhereAnIndicatorIsFlat() {
        FormulaRun run = run(Timeframe.ONE_MINUTE, "rsi(2)");

        for (int i = 0; i < 4; i++) {
            give(run, Timeframe.ONE_MINUTE, i * Timeframe.MINUTE, 5.0);
        }

        assertThat(run.value(0)).isEqualTo(50.0);
        assertThat(run.isFlat(0)).isTrue();
        assertThat(run.isConverged(0)).isFalse();
    }

    @Test
    void shouldSeeALargerBarFromTheBarThatEndsItOn() {
        FormulaRun run = run(Timeframe.ONE_MINUTE, "close @ 5m");

        for (int i = 0; i < 4; i++) {
            give(run, Timeframe.ONE_MINUTE, i * Timeframe.MINUTE, i);
            assertThat(run.value(0)).isNaN();
        }
        give(run, Timeframe.ONE_MINUTE, 4 * Timeframe.MINUTE, 4);

        assertThat(run.value(0)).isEqualTo(4.0);
        give(run, Timeframe.ONE_MINUTE, 5 * Timeframe.MINUTE, 5);
        assertThat(run.value(0)).isEqualTo(4.0);
    }

    @Test
    void shouldCloseALargerBarWithTheNextOneWhereItsLastBarIsMissing() {
        FormulaRun run = run(Timeframe.ONE_MINUTE, "close @ 5m");

        give(run, Timeframe.ONE_MINUTE, 0, 1);
        assertThat(run.value(0)).isNaN();
        give(run, Timeframe.ONE_MINUTE, 7 * Timeframe.MINUTE, 2);

        assertThat(run.value(0)).isEqualTo(1.0);
    }

    @Test
    void shouldCountADayThatReachesIntoTheNextWeekForTheWeekThatHoldsItsStart() {
        FormulaRun run = run(DAY, "close @ 1w");

        give(run, DAY, ns("2013-10-05T04:00:00Z"), 1);
        assertThat(run.value(0)).isNaN();
        give(run, DAY, ns("2013-10-06T04:00:00Z"), 2);

        assertThat(run.value(0)).as("the week ends at midnight, inside the day").isEqualTo(2.0);
        give(run, DAY, ns("2013-10-07T04:00:00Z"), 3);
        assertThat(run.value(0)).isEqualTo(2.0);
    }

    @Test
    void shouldAllocateNothingAtABar() {
        FormulaRun run = run(
                Timeframe.ONE_MINUTE, "macd(12, 26, 9)", "stochrsi(14, 14, 3, 3).k @ 1h", "within(close > ema(20), 5)");
        double bytes = AllocationMeter.bytesPerOperation(
                20_000,
                20_000,
                i -> give(run, Timeframe.ONE_MINUTE, run.bars() * Timeframe.MINUTE, 100 + (i * 37 % 11)));

        assertThat(bytes).isLessThanOrEqualTo(0.01);
    }

    private static FormulaRun run(Timeframe timeframe, String... expressions) {
        return new FormulaRun(ExpressionCompiler.compile(List.of(expressions), timeframe, Map.of(), Map.of())
                .formulas());
    }

    private void give(FormulaRun run, Timeframe timeframe, long start, double close) {
        run.onBar(bar.time(
                        start,
                        start + timeframe.length(),
                        run.bars(),
                        run.grid().day(start))
                .prices(close, close, close, close)
                .volume(10.0, Double.NaN, -1, 0));
    }

    private static long ns(String time) {
        return Instant.parse(time).getEpochSecond() * Timeframe.SECOND;
    }
}
