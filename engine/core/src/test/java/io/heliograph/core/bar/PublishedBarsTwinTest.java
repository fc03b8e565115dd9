package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedBarsTwinTest {
    private static final int EVENTS = 2_000;

    /** The hour by which a day of a bar's own is off the grid: none, or that of New York in summer and winter. */
    @ParameterizedTest
    @CsvSource({"1, 1m, 0", "2, 1m, 0", "3, 5m, 0", "4, 1h, 0", "5, 1d, 0", "6, 1d, 5", "7, 1d, 5", "8, 5m, 0"})
    void shouldCloseAndRefuseWhatTheNaiveTwinDoes(long seed, String published, int hours) {
        Random random = new Random(seed);
        Timeframe timeframe = Timeframe.parse(published);
        CoreHarness harness = CoreHarness.started(weeksToo());
        int kept = harness.core().settings().historyBars();
        int instrument = harness.instrument("A");
        NaivePublished twin = new NaivePublished("A", timeframe);
        List<NaivePublished.Bar> sent = new ArrayList<>();
        long start = CoreHarness.MONDAY;
        int[] answers = new int[Refusal.values().length];

        for (int i = 0; i < EVENTS; i++) {
            NaivePublished.Bar bar;
            int kind = random.nextInt(10);
            if (kind < 7 || sent.isEmpty()) {
                start += timeframe.length() * (random.nextInt(20) == 0 ? 1 + random.nextInt(400) : 1);
                long own = hours == 0 ? 0 : (hours - random.nextInt(2)) * Timeframe.HOUR;
                bar = random(random, start + own);
                sent.add(bar);
            } else {
                NaivePublished.Bar old = sent.get(
                        random.nextBoolean()
                                ? random.nextInt(sent.size())
                                : sent.size() - 1 - random.nextInt(Math.min(3, sent.size())));
                bar = kind == 7 ? old : random(random, old.start() + (kind == 8 ? 0 : -timeframe.length() / 4));
            }
            Refusal refusal = harness.publishedBar(
                    instrument,
                    0,
                    bar.start(),
                    timeframe.length(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume());

            assertThat(refusal).as("seed=%s event=%s", seed, i).isEqualTo(twin.publish(bar, kept));
            answers[refusal.value()]++;
        }

        assertThat(List.of(answers[0], answers[Refusal.LATE.value()], answers[Refusal.BAR_REVISED.value()]))
                .allMatch(count -> count > 20);
        assertThat(harness.bars("A", timeframe)).as("seed=%s", seed).isEqualTo(twin.published());
        for (Timeframe larger : harness.core().settings().timeframes()) {
            if (larger.compareTo(timeframe) > 0) {
                assertThat(harness.bars("A", larger))
                        .as("seed=%s larger=%s", seed, larger)
                        .isEqualTo(twin.larger(larger, new BarGrid(0)));
            }
        }
    }

    private static NaivePublished.Bar random(Random random, long start) {
        double low = 1 + random.nextInt(100);
        double high = low + random.nextInt(10);
        double open = low + (high - low) * random.nextDouble();
        double close = low + (high - low) * random.nextDouble();
        return new NaivePublished.Bar(start, open, high, low, close, random.nextInt(50));
    }

    private static CoreSettings weeksToo() {
        CoreSettings defaults = CoreSettings.defaults();
        List<Timeframe> timeframes = new ArrayList<>(defaults.timeframes());
        timeframes.add(Timeframe.parse("1w"));
        return defaults.withTimeframes(timeframes);
    }
}
