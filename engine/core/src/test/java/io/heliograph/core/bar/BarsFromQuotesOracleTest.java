package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.testkit.Csv;
import io.heliograph.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsFromQuotesOracleTest {
    private static final String QUOTES = "quotes/EURUSD_FXCM_2014-05-05_09.csv.gz";

    @Test
    void shouldCloseTheDealersOwnBidAndAskBarsWhenFedItsQuotes() throws IOException {
        SharedData.assumePresent();
        CoreHarness harness = CoreHarness.started();
        harness.declare("BID", from(BarsFrom.BID));
        harness.declare("ASK", from(BarsFrom.ASK));
        int bid = harness.instrument("BID");
        int ask = harness.instrument("ASK");

        long[] span = {Long.MAX_VALUE, 0};
        read(QUOTES, (time, bidPrice, askPrice) -> {
            assertThat(harness.quote(bid, 0, time, bidPrice, askPrice)).isEqualTo(Refusal.ACCEPTED);
            assertThat(harness.quote(ask, 0, time, bidPrice, askPrice)).isEqualTo(Refusal.ACCEPTED);
            span[0] = Math.min(span[0], time);
            span[1] = time;
        });
        long end = span[1] - span[1] % Timeframe.MINUTE + Timeframe.MINUTE;
        harness.watermark(bid, 0, end);
        harness.watermark(ask, 0, end);

        assertSame(harness.bars("BID", Timeframe.ONE_MINUTE), "bars_1m/EURUSD_bid_1m.csv", span[0], end);
        assertSame(harness.bars("ASK", Timeframe.ONE_MINUTE), "bars_1m/EURUSD_ask_1m.csv", span[0], end);
        // The page of the data counts these rows; each was fed twice.
        assertThat(harness.core().counters().crossedQuotes()).isEqualTo(2 * 53_128);
        assertThat(harness.core().counters().lockedQuotes()).isEqualTo(2 * 63_446);
    }

    @Test
    void shouldBuildEachSideFromTheRowsThatCarryItWhenQuotesAreOneSided() throws IOException {
        SharedData.assumePresent();
        CoreHarness harness = CoreHarness.started();
        harness.declare("BID", from(BarsFrom.BID));
        harness.declare("ASK", from(BarsFrom.ASK));
        harness.declare("MID", from(BarsFrom.MID));
        int[] instruments = {harness.instrument("BID"), harness.instrument("ASK"), harness.instrument("MID")};
        List<NaiveBars> twins = List.of(new NaiveBars("BID"), new NaiveBars("ASK"), new NaiveBars("MID"));

        double[] sides = {Double.NaN, Double.NaN};
        read("quotes/IBM_2013-10-10_one_sided.csv.gz", (time, bid, ask) -> {
            assertThat(Double.isNaN(bid)).isNotEqualTo(Double.isNaN(ask));
            for (int instrument : instruments) {
                harness.quote(instrument, 0, time, bid, ask);
            }
            sides[0] = Double.isNaN(bid) ? sides[0] : bid;
            sides[1] = Double.isNaN(ask) ? sides[1] : ask;
            twins.get(0).price(time, bid, 0);
            twins.get(1).price(time, ask, 0);
            twins.get(2).price(time, (sides[0] + sides[1]) / 2, 0);
        });

        for (NaiveBars twin : twins) {
            List<BarRow> expected = twin.closedMinutes();
            assertThat(expected).hasSizeGreaterThan(300);
            assertThat(harness.bars(expected.get(0).symbol(), Timeframe.ONE_MINUTE))
                    .isEqualTo(expected);
        }
    }

    private interface QuoteRow {
        void accept(long time, double bid, double ask);
    }

    private static void read(String file, QuoteRow row) throws IOException {
        try (BufferedReader reader = SharedData.open(file)) {
            assertThat(reader.readLine()).isEqualTo("symbol,time,bid,bid_size,ask,ask_size");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                row.accept(nanos(cells[1]), number(cells[2]), number(cells[4]));
            }
        }
    }

    private static void assertSame(List<BarRow> bars, String file, long from, long to) {
        Csv expected = SharedData.csv(file);
        List<String> expectedRows = new ArrayList<>();
        for (int i = 0; i < expected.rows(); i++) {
            long start = nanos(expected.get(i, "open_time"));
            if (start + Timeframe.MINUTE > from && start < to) {
                expectedRows.add(start + " " + expected.number(i, "open") + " " + expected.number(i, "high") + " "
                        + expected.number(i, "low") + " " + expected.number(i, "close") + " "
                        + expected.number(i, "volume"));
            }
        }
        assertThat(expectedRows).hasSizeGreaterThan(5_000);
        assertThat(bars)
                .extracting(bar -> bar.start() + " " + bar.open() + " " + bar.high() + " " + bar.low() + " "
                        + bar.close() + " " + bar.volume())
                .isEqualTo(expectedRows);
        assertThat(bars).allMatch(bar -> bar.trades() == -1 && Double.isNaN(bar.wap()));
    }

    private static InstrumentSettings from(BarsFrom barsFrom) {
        return new InstrumentSettings(Timeframe.ONE_MINUTE, barsFrom, 0, GapPolicy.LEAVE, List.of(), 0);
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static long nanos(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * Timeframe.SECOND + instant.getNano();
    }
}
