package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedBarsTwinTest {
    private static final int TRADES = 4_000;
    private static final List<String> TIMEFRAMES = List.of("1t", "7t", "100t", "1v", "30v", "2000v");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldCloseWhatTheNaiveTwinClosesBesideTheBaseWhenTradesComeOutOfOrder(long seed) {
        Random random = new Random(seed);
        long lateness = new long[] {0, 30, 600}[random.nextInt(3)] * Timeframe.SECOND;
        CoreHarness harness = CoreHarness.started();
        harness.declare("*", CoreHarness.declaration(Timeframe.ONE_MINUTE, lateness, GapPolicy.LEAVE));
        for (String timeframe : TIMEFRAMES) {
            CompiledStrategy strategy = Documents.strategy(
                    "id = s" + timeframe + "\ntimeframe = " + timeframe + "\nbuy = \"close > open\"\n");
            assertThat(harness.applyStrategy(strategy.hash(), strategy.rules().id(), strategy.canonical(), ""))
                    .isEqualTo(Refusal.ACCEPTED);
        }
        List<NaiveCounted> twins = TIMEFRAMES.stream()
                .map(text -> new NaiveCounted("A", Timeframe.parse(text)))
                .toList();
        NaiveBars base = new NaiveBars("A");
        long now = CoreHarness.MONDAY;
        long first = Long.MIN_VALUE;

        for (int i = 0; i < TRADES; i++) {
            now += random.nextInt(4) == 0 ? 0 : random.nextInt(8) * Timeframe.SECOND;
            long back = (long) (random.nextDouble() * random.nextDouble() * (lateness + 20 * Timeframe.SECOND));
            NaiveBars.Trade trade =
                    new NaiveBars.Trade(now - back, 1 + random.nextInt(500) / 100.0, random.nextInt(9) * 0.7);
            boolean isLate = base.trade(trade, lateness);
            if (!isLate) {
                first = first == Long.MIN_VALUE ? trade.time() : first;
                for (NaiveCounted twin : twins) {
                    twin.trade(trade, first);
                }
            }
            assertThat(harness.trade("A", trade.time(), trade.price(), trade.size()))
                    .as("seed=%s trade=%s", seed, i)
                    .isEqualTo(isLate ? Refusal.LATE : Refusal.ACCEPTED);
        }

        assertThat(harness.bars("A", Timeframe.ONE_MINUTE)).as("seed=%s", seed).isEqualTo(base.closedMinutes());
        long late = 0;
        for (int i = 0; i < TIMEFRAMES.size(); i++) {
            List<BarRow> bars = harness.bars("A", Timeframe.parse(TIMEFRAMES.get(i)));
            assertThat(bars)
                    .as("seed=%s", seed)
                    .isEqualTo(twins.get(i).closed())
                    .isNotEmpty();
            late += twins.get(i).late();
        }
        assertThat(harness.core().instruments().at(0).bars().lateForCounted())
                .isEqualTo(late)
                .isPositive();
    }
}
