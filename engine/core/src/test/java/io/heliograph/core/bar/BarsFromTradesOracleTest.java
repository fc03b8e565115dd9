package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.testkit.Csv;
import io.heliograph.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsFromTradesOracleTest {
    @ParameterizedTest
    @ValueSource(strings = {"SPY_2013-10-07", "BAC_2013-10-08", "IBM_2013-10-10"})
    void shouldCloseTheOraclesBarsWhenFedASessionOfTrades(String session) throws IOException {
        SharedData.assumePresent();
        String symbol = session.substring(0, 3);
        CoreHarness harness = CoreHarness.started();

        feedTrades(harness, symbol, "trades/" + session + ".csv.gz");

        Csv expected = SharedData.csv("oracle/bars_from_trades/" + session + "_1m.csv");
        List<BarRow> bars = harness.bars(symbol, Timeframe.ONE_MINUTE);
        assertThat(bars).hasSize(expected.rows());
        for (int i = 0; i < bars.size(); i++) {
            BarRow bar = bars.get(i);
            assertThat(bar.start()).isEqualTo(nanos(expected.get(i, "open_time")));
            assertThat(bar.open()).as("open of bar %s", i).isEqualTo(expected.number(i, "open"));
            assertThat(bar.high()).as("high of bar %s", i).isEqualTo(expected.number(i, "high"));
            assertThat(bar.low()).as("low of bar %s", i).isEqualTo(expected.number(i, "low"));
            assertThat(bar.close()).as("close of bar %s", i).isEqualTo(expected.number(i, "close"));
            assertThat(bar.volume()).as("volume of bar %s", i).isEqualTo(expected.number(i, "volume"));
            assertThat(bar.trades()).as("trades of bar %s", i).isEqualTo((long) expected.number(i, "trades"));
            assertThat(bar.wap()).as("wap of bar %s", i).isCloseTo(expected.number(i, "vwap"), within(1e-9));
        }
    }

    private static void feedTrades(CoreHarness harness, String symbol, String file) throws IOException {
        int instrument = harness.instrument(symbol);
        long last = 0;
        try (BufferedReader reader = SharedData.open(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",");
                last = nanos(cells[1]);
                double price = Double.parseDouble(cells[2]);
                double size = Double.parseDouble(cells[3]);
                assertThat(harness.trade(instrument, 0, last, price, size)).isEqualTo(Refusal.ACCEPTED);
            }
        }
        harness.watermark(instrument, 0, last - last % Timeframe.MINUTE + Timeframe.MINUTE);
    }

    private static long nanos(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * Timeframe.SECOND + instant.getNano();
    }
}
