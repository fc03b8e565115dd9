package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteBarsTwinTest {
    private static final int EVENTS = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void shouldCloseWhatTheNaiveTwinClosesWhenQuotesComeLateOneSidedAndCrossed(long seed) {
        Random random = new Random(seed);
        BarsFrom barsFrom = List.of(BarsFrom.BID, BarsFrom.ASK, BarsFrom.MID).get((int) (seed % 3));
        long lateness = new long[] {0, 1, 30, 90, 600}[random.nextInt(5)] * Timeframe.SECOND;
        CoreHarness harness = CoreHarness.started();
        harness.declare(
                "*", new InstrumentSettings(Timeframe.ONE_MINUTE, barsFrom, lateness, GapPolicy.LEAVE, List.of(), 0));
        NaiveBars twin = new NaiveBars("A");
        TreeMap<Long, Double> bids = new TreeMap<>();
        TreeMap<Long, Double> asks = new TreeMap<>();
        long now = CoreHarness.MONDAY;

        for (int i = 0; i < EVENTS; i++) {
            now += random.nextInt(100) < 3 ? random.nextInt(7_200) * Timeframe.SECOND : random.nextInt(1 << 30) * 8L;
            long time = now - (long) (random.nextDouble() * random.nextDouble() * (lateness * 1.5 + Timeframe.MINUTE));
            double bid = random.nextInt(3) == 0 ? Double.NaN : 1 + random.nextInt(500) / 100.0;
            double ask = random.nextInt(3) == 0 && bid > 0 ? Double.NaN : 1 + random.nextInt(500) / 100.0;
            Refusal refusal = harness.quote("A", time, bid, ask);
            boolean isLate = twin.isLate(time);
            if (!isLate) {
                if (bid > 0) {
                    bids.merge(time, bid, (before, after) -> after);
                }
                if (ask > 0) {
                    asks.merge(time, ask, (before, after) -> after);
                }
                double mid = ((bid > 0 ? bid : latest(bids)) + (ask > 0 ? ask : latest(asks))) / 2;
                twin.price(time, barsFrom == BarsFrom.BID ? bid : barsFrom == BarsFrom.ASK ? ask : mid, lateness);
            }

            assertThat(refusal).as("seed=%s event=%s", seed, i).isEqualTo(isLate ? Refusal.LATE : Refusal.ACCEPTED);
        }

        assertThat(harness.core().counters().late()).isPositive();
        assertThat(twin.closedMinutes()).hasSizeGreaterThan(200);
        assertThat(harness.bars("A", Timeframe.ONE_MINUTE)).as("seed=%s", seed).isEqualTo(twin.closedMinutes());
        for (Timeframe larger : CoreSettings.defaults().timeframes().subList(1, 4)) {
            assertThat(harness.bars("A", larger)).as("seed=%s", seed).isEqualTo(twin.closedLarger(larger));
        }
    }

    private static double latest(TreeMap<Long, Double> byTime) {
        return byTime.isEmpty() ? Double.NaN : byTime.lastEntry().getValue();
    }
}
