package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.testkit.Csv;
import io.heliograph.testkit.SharedData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedBarsOracleTest {
    @Test
    void shouldRollTheVendorsSecondsUpToTheVendorsMinutes() {
        SharedData.assumePresent();
        CoreHarness harness = CoreHarness.started();
        Timeframe second = Timeframe.ofNanos(Timeframe.SECOND);
        harness.declare("*", new InstrumentSettings(second, BarsFrom.AUTO, 0, GapPolicy.LEAVE, List.of(), 0));

        long end = publish(harness, "bars_1s/BTCUSD_1s.csv", second);
        harness.watermark("BTCUSD", end - end % Timeframe.MINUTE + Timeframe.MINUTE);

        Csv minutes = SharedData.csv("bars_1m/BTCUSD_1m.csv");
        Map<Long, BarRow> rolled = harness.bars("BTCUSD", Timeframe.ONE_MINUTE).stream()
                .collect(Collectors.toMap(BarRow::start, Function.identity()));
        int compared = 0;
        for (int i = 0; i < minutes.rows(); i++) {
            long start = nanos(minutes.get(i, "open_time"));
            if (start < end) {
                BarRow bar = rolled.remove(start);
                assertThat(bar.open()).isEqualTo(minutes.number(i, "open"));
                assertThat(bar.high()).isEqualTo(minutes.number(i, "high"));
                assertThat(bar.low()).isEqualTo(minutes.number(i, "low"));
                assertThat(bar.close()).isEqualTo(minutes.number(i, "close"));
                assertThat(bar.volume()).isCloseTo(minutes.number(i, "volume"), within(1e-6));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(2_000);
        assertThat(rolled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPY", "AAPL"})
    void shouldTakeYearsOfNewYorkDaysAsTheyAreThoughTheBaseIsAMinute(String symbol) {
        SharedData.assumePresent();
        CoreHarness harness = CoreHarness.started();
        String file = "bars_1d/" + symbol + "_1d.csv";

        publish(harness, file, Timeframe.ofNanos(Timeframe.DAY));

        List<BarRow> days = harness.bars(symbol, Timeframe.ofNanos(Timeframe.DAY));
        Csv expected = SharedData.csv(file);
        assertThat(harness.bars()).isEqualTo(days).hasSize(expected.rows());
        for (int i = 0; i < days.size(); i++) {
            assertThat(days.get(i).start()).isEqualTo(nanos(expected.get(i, "open_time")));
            assertThat(days.get(i).close()).isEqualTo(expected.number(i, "close"));
        }
    }

    /** Answers the end of the last bar. */
    private static long publish(CoreHarness harness, String file, Timeframe timeframe) {
        Csv csv = SharedData.csv(file);
        int instrument = harness.instrument(csv.get(0, "symbol"));
        long start = 0;
        for (int i = 0; i < csv.rows(); i++) {
            start = nanos(csv.get(i, "open_time"));
            assertThat(harness.publishedBar(
                            instrument,
                            0,
                            start,
                            timeframe.length(),
                            csv.number(i, "open"),
                            csv.number(i, "high"),
                            csv.number(i, "low"),
                            csv.number(i, "close"),
                            csv.number(i, "volume")))
                    .as("row=%s", i)
                    .isEqualTo(Refusal.ACCEPTED);
        }
        return start + timeframe.length();
    }

    private static long nanos(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * Timeframe.SECOND + instant.getNano();
    }
}
