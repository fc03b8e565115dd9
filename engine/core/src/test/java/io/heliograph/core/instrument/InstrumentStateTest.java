package io.heliograph.core.instrument;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.source.Source;
import io.heliograph.core.strategy.Longs;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentStateTest {
    @ParameterizedTest
    @CsvSource({
        "1, AUTO, LEAVE",
        "2, TRADES, FILL",
        "3, TRADES, LEAVE",
        "4, MID, FILL",
        "5, BID, LEAVE",
        "6, BARS, LEAVE"
    })
    void shouldCloseTheSameBarsWhenInstrumentAndSourcesWereRestored(long seed, BarsFrom barsFrom, GapPolicy gaps) {
        CoreHarness steady = harness(barsFrom, gaps);
        feed(steady, new Random(seed), MONDAY);
        CoreHarness restored = harness(barsFrom, gaps);
        restore(steady.core().instruments().at(0), restored.core().instruments().at(0));
        for (int i = 1; i <= 2; i++) {
            restore(steady.core().sources().at(i), restored.core().sources().at(i));
        }

        int before = steady.bars().size();
        long later = MONDAY + 3 * Timeframe.HOUR;
        feed(steady, new Random(seed + 1), later);
        feed(restored, new Random(seed + 1), later);

        assertThat(before).isGreaterThan(20);
        assertThat(restored.bars())
                .as("seed=%s", seed)
                .isEqualTo(steady.bars().subList(before, steady.bars().size()));
        Longs expected = new Longs();
        Longs actual = new Longs();
        steady.core().instruments().at(0).save(expected);
        restored.core().instruments().at(0).save(actual);
        assertThat(actual.toArray()).isEqualTo(expected.toArray());
        assertThat(restored.core().sources().at(1).accepted())
                .isEqualTo(steady.core().sources().at(1).accepted())
                .isPositive();
    }

    private static CoreHarness harness(BarsFrom barsFrom, GapPolicy gaps) {
        CoreHarness harness = CoreHarness.started();
        harness.declare(
                "*",
                new InstrumentSettings(
                        Timeframe.ONE_MINUTE, barsFrom, 20 * Timeframe.SECOND, gaps, List.of("one", "two"), 0));
        harness.source("one");
        harness.source("two");
        harness.instrument("A");
        harness.core().instruments().at(0).build(Timeframe.parse("7t"));
        return harness;
    }

    private static void feed(CoreHarness harness, Random random, long from) {
        long[] now = {0, from, from};
        for (int i = 0; i < 600; i++) {
            int source = 1 + random.nextInt(2);
            now[source] += random.nextInt(20) * Timeframe.SECOND;
            if (random.nextInt(30) == 0) {
                harness.watermark(-1, source, now[source]);
            } else {
                long time = now[source] - random.nextInt(40) * Timeframe.SECOND;
                double price = 1 + random.nextInt(100);
                double ask = random.nextBoolean() ? price + 1 : Double.NaN;
                Refusal refusal = switch (harness.core().instruments().barsFrom(0)) {
                    case AUTO, TRADES -> harness.trade(0, source, time, price, random.nextInt(3));
                    case BARS -> publish(harness, source, time, price, random.nextInt(8) == 0);
                    default -> harness.quote(0, source, time, price, ask);
                };
                assertThat(refusal).isIn(Refusal.ACCEPTED, Refusal.LATE, Refusal.BAR_REVISED);
            }
        }
    }

    private static Refusal publish(CoreHarness harness, int source, long time, double price, boolean isHour) {
        long length = isHour ? Timeframe.HOUR : Timeframe.MINUTE;
        return harness.publishedBar(0, source, time - time % length, length, price, price, price, price, 1);
    }

    private static void restore(Instrument from, Instrument into) {
        Longs state = new Longs();
        from.save(state);
        into.restore(state);
        assertThat(state.isReadWhole()).isTrue();
    }

    private static void restore(Source from, Source into) {
        Longs state = new Longs();
        from.save(state);
        into.restore(state);
        assertThat(state.isReadWhole()).isTrue();
    }
}
