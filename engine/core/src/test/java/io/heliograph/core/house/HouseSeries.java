package io.heliograph.core.house;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.testkit.Csv;
import io.heliograph.testkit.SharedData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The eight series of real bars over which the house strategies' table was made: 53,355 bars. */
record HouseSeries(String symbol, Timeframe timeframe, List<ClosedBar> bars) {
    /** Read once, when first asked for. */
    private static final class Held {
        private static final List<HouseSeries> ALL = List.of(
                read("bars_1m/SPY_1m.csv", Timeframe.ONE_MINUTE),
                read("bars_1m/BAC_1m.csv", Timeframe.ONE_MINUTE),
                read("bars_1m/IBM_1m.csv", Timeframe.ONE_MINUTE),
                read("bars_1m/BTCUSD_1m.csv", Timeframe.ONE_MINUTE),
                read("bars_1m/EURUSD_bid_1m.csv", Timeframe.ONE_MINUTE),
                read("bars_1m/BTCUSD_1m.csv", Timeframe.ONE_MINUTE).rolledTo(Timeframe.parse("5m")),
                read("bars_1d/SPY_1d.csv", Timeframe.parse("1d")),
                read("bars_1d/AAPL_1d.csv", Timeframe.parse("1d")));
    }

    static List<HouseSeries> all() {
        return Held.ALL;
    }

    private static HouseSeries read(String file, Timeframe timeframe) {
        Csv csv = SharedData.csv(file);
        List<ClosedBar> bars = new ArrayList<>(csv.rows());
        for (int i = 0; i < csv.rows(); i++) {
            Instant opened = Instant.parse(csv.get(i, "open_time"));
            long start = opened.getEpochSecond() * Timeframe.SECOND + opened.getNano();
            bars.add(new ClosedBar()
                    .time(start, start + timeframe.length(), i, start / Timeframe.DAY)
                    .prices(csv.number(i, "open"), csv.number(i, "high"), csv.number(i, "low"), csv.number(i, "close"))
                    .volume(csv.number(i, "volume"), Double.NaN, -1, 0));
        }
        return new HouseSeries(csv.get(0, "symbol"), timeframe, bars);
    }

    /** The bars of a larger timeframe that these make, the last one whether it is whole or not. */
    private HouseSeries rolledTo(Timeframe larger) {
        List<ClosedBar> rolled = new ArrayList<>();
        ClosedBar into = null;
        for (ClosedBar bar : bars) {
            long start = bar.start() - bar.start() % larger.length();
            if (into == null || into.start() != start) {
                into = new ClosedBar()
                        .time(start, start + larger.length(), rolled.size(), start / Timeframe.DAY)
                        .prices(bar.open(), bar.high(), bar.low(), bar.close())
                        .volume(bar.volume(), Double.NaN, -1, 0);
                rolled.add(into);
            } else {
                into.prices(
                                into.open(),
                                Math.max(into.high(), bar.high()),
                                Math.min(into.low(), bar.low()),
                                bar.close())
                        .volume(into.volume() + bar.volume(), Double.NaN, -1, 0);
            }
        }
        return new HouseSeries(symbol, larger, rolled);
    }
}
