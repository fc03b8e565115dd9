package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarBuilderTwinTest {
    private static final String[] SYMBOLS = {"AAA", "BBB", "CCC"};
    private static final int EVENTS = 6_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldCloseWhatTheNaiveTwinClosesWhenTradesComeLateAndWithGaps(long seed) {
        Random random = new Random(seed);
        long lateness = new long[] {0, 1, 30, 60, 90, 600}[random.nextInt(6)] * Timeframe.SECOND;
        CoreHarness harness = CoreHarness.started();
        harness.declare("*", CoreHarness.declaration(Timeframe.ONE_MINUTE, lateness, GapPolicy.LEAVE));
        List<NaiveBars> twins = new ArrayList<>();
        int[] sources = {harness.source("one"), harness.source("two")};
        for (String symbol : SYMBOLS) {
            harness.instrument(symbol);
            twins.add(new NaiveBars(symbol));
        }
        boolean[][] published = new boolean[SYMBOLS.length][sources.length];
        long[] now = new long[SYMBOLS.length];
        Arrays.fill(now, CoreHarness.MONDAY);

        long late = 0;
        for (int i = 0; i < EVENTS; i++) {
            int instrument = random.nextInt(SYMBOLS.length);
            int source = random.nextInt(sources.length);
            int kind = random.nextInt(100);
            if (kind < 96) {
                now[instrument] += (long) (random.nextDouble() * 12 * Timeframe.SECOND);
                now[instrument] += kind < 2 ? random.nextInt(7_200) * Timeframe.SECOND : 0;
                long back = (long) (random.nextDouble() * random.nextDouble() * (lateness + 70 * Timeframe.SECOND));
                NaiveBars.Trade trade = new NaiveBars.Trade(
                        now[instrument] - back, 1 + random.nextInt(500) / 100.0, random.nextInt(9) * 0.1 + 0.01);
                boolean isLate = twins.get(instrument).trade(trade, lateness);
                late += isLate ? 1 : 0;
                published[instrument][source] = true;
                assertThat(harness.trade(instrument, sources[source], trade.time(), trade.price(), trade.size()))
                        .as("seed=%s event=%s", seed, i)
                        .isEqualTo(isLate ? Refusal.LATE : Refusal.ACCEPTED);
            } else if (kind < 98) {
                long time = now[instrument] - random.nextInt(60) * Timeframe.SECOND;
                harness.watermark(instrument, sources[source], time);
                twins.get(instrument).watermark(time);
            } else {
                long time = now[instrument] - random.nextInt(60) * Timeframe.SECOND;
                harness.watermark(-1, sources[source], time);
                for (int k = 0; k < SYMBOLS.length; k++) {
                    if (published[k][source]) {
                        twins.get(k).watermark(time);
                    }
                }
            }
        }

        assertThat(harness.core().counters().late()).as("seed=%s", seed).isEqualTo(late);
        for (NaiveBars twin : twins) {
            assertSame(harness, twin.closedMinutes(), seed);
            for (Timeframe larger : CoreSettings.defaults().timeframes().subList(1, 4)) {
                assertSame(harness, twin.closedLarger(larger), seed);
            }
        }
    }

    private static void assertSame(CoreHarness harness, List<BarRow> expected, long seed) {
        if (!expected.isEmpty()) {
            BarRow any = expected.get(0);
            assertThat(harness.bars(any.symbol(), any.timeframe()))
                    .as("seed=%s", seed)
                    .isEqualTo(expected);
        }
    }
}
