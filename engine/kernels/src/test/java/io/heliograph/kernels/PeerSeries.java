package io.heliograph.kernels;

import io.heliograph.testkit.Csv;
import io.heliograph.testkit.RandomMarket;
import io.heliograph.testkit.SharedData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The same bars in the shapes that other programs take: arrays by column, and bars of ours. */
record PeerSeries(
        String name, double[] open, double[] high, double[] low, double[] close, double[] volume, List<Bar> bars) {
    private static final int BARS = 1_500;

    /** A market that rises, one that jumps about, one with dead stretches and equal closes. */
    static List<PeerSeries> random() {
        return List.of(
                walk("rising seed=11", 11, 0.002, 0.0004),
                walk("volatile seed=12", 12, 0.03, 0.0),
                of("dead stretches seed=13", Feed.bars(new RandomMarket(13, 100.0, 0.01).bars(BARS))));
    }

    /** Real minutes and days; splits, missing days. Empty where the shared data is absent. */
    static List<PeerSeries> real() {
        List<PeerSeries> real = new ArrayList<>();
        if (SharedData.isPresent()) {
            for (String name : List.of("spy_1m", "btcusd_1d", "aapl_1d")) {
                real.add(read(name));
            }
        }
        return real;
    }

    private static PeerSeries read(String name) {
        Csv csv = SharedData.csv("oracle/series/" + name + ".csv");
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < Math.min(csv.rows(), BARS); i++) {
            bars.add(Feed.bar(csv, i));
        }
        return of(name, bars);
    }

    private static PeerSeries walk(String name, long seed, double reach, double drift) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        double price = 100.0;
        for (int i = 0; i < BARS; i++) {
            double open = price;
            price *= 1.0 + drift + reach * (random.nextDouble() - 0.5);
            double high = Math.max(open, price) * (1.0 + reach * random.nextDouble());
            double low = Math.min(open, price) * (1.0 - reach * random.nextDouble());
            bars.add(new Bar()
                    .set(open, high, low, price, 1_000.0 + random.nextInt(9_000), i * 60_000_000_000L, i / 390));
        }
        return of(name, bars);
    }

    private static PeerSeries of(String name, List<Bar> bars) {
        return new PeerSeries(
                name,
                bars.stream().mapToDouble(Bar::open).toArray(),
                bars.stream().mapToDouble(Bar::high).toArray(),
                bars.stream().mapToDouble(Bar::low).toArray(),
                bars.stream().mapToDouble(Bar::close).toArray(),
                bars.stream().mapToDouble(Bar::volume).toArray(),
                bars);
    }

    int size() {
        return bars.size();
    }

    @Override
    public String toString() {
        return name;
    }
}
