package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One-minute bars and the five-minute bars made of them, with gaps, flat stretches, and bars without volume. */
final class RandomBars {
    static final Timeframe FIVE_MINUTES = Timeframe.ofNanos(5 * Timeframe.MINUTE);

    final List<ClosedBar> minutes = new ArrayList<>();
    final List<ClosedBar> fives = new ArrayList<>();

    /** All bars as they close: by end, of one end the larger first. */
    final List<ClosedBar> closing = new ArrayList<>();

    /**
     * What kind of market is drawn.
     *
     * @param base first price
     * @param tick smallest step
     * @param hasSpikes whether there are single prints a hundred thousand times as large
     */
    record Market(double base, double tick, boolean hasSpikes) {
        static final Market QUARTERS = new Market(100.0, 0.25, false);

        /** Every seed its market: quarters, cents at 60,000, the smallest prices, prints far away. */
        static Market of(long seed) {
            return switch ((int) (seed % 6)) {
                case 1 -> new Market(60_000.0, 0.01, false);
                case 2 -> new Market(1e-8, 1e-11, false);
                case 3 -> new Market(25.0, 0.1, true);
                case 4 -> new Market(3.0, 0.3, false);
                default -> QUARTERS;
            };
        }
    }

    private final Market market;

    RandomBars(Random random, int count) {
        this(random, count, Market.QUARTERS);
    }

    RandomBars(Random random, int count, Market market) {
        this.market = market;
        long start = 1_700_000_100L / 300 * 300 * Timeframe.SECOND;
        double price = market.base;
        List<ClosedBar> group = new ArrayList<>();
        long boundary = start + FIVE_MINUTES.length();
        while (minutes.size() < count) {
            if (start == boundary) {
                closeGroup(group, boundary);
                boundary += FIVE_MINUTES.length();
            }
            boolean isGap = random.nextInt(15) == 0;
            if (!isGap) {
                boolean still = minutes.size() % 60 > 40;
                double next = still ? price : price + (random.nextInt(9) - 4) * market.tick;
                next = next < market.tick ? market.base : next;
                ClosedBar bar = bar(random, start, price, next, still);
                price = next;
                group.add(bar);
                minutes.add(bar);
                if (bar.end() == boundary) {
                    closeGroup(group, boundary);
                    boundary += FIVE_MINUTES.length();
                }
                closing.add(bar);
            }
            start += Timeframe.MINUTE;
        }
    }

    Map<Timeframe, List<ClosedBar>> byTimeframe() {
        return Map.of(Timeframe.ONE_MINUTE, minutes, FIVE_MINUTES, fives);
    }

    static Timeframe timeframe(ClosedBar bar) {
        return Timeframe.ofNanos(bar.end() - bar.start());
    }

    /** Feeds a bar to a pipeline. */
    static void feed(Pipeline pipeline, ClosedBar bar) {
        pipeline.onBar(timeframe(bar), bar);
    }

    /** The first bars to close, as history. */
    BarHistory history(int bars, int capacity) {
        BarHistory history = new BarHistory(capacity);
        for (ClosedBar bar : closing.subList(0, bars)) {
            history.addSeries(timeframe(bar)).add(bar);
        }
        return history;
    }

    private void closeGroup(List<ClosedBar> group, long end) {
        if (group.isEmpty()) {
            return;
        }
        double high = group.stream().mapToDouble(ClosedBar::high).max().getAsDouble();
        double low = group.stream().mapToDouble(ClosedBar::low).min().getAsDouble();
        double volume = group.stream().mapToDouble(ClosedBar::volume).sum();
        ClosedBar last = group.get(group.size() - 1);
        ClosedBar five = new ClosedBar()
                .time(end - FIVE_MINUTES.length(), end, fives.size(), last.day())
                .prices(group.get(0).open(), high, low, last.close())
                .volume(volume, Double.NaN, -1, 0);
        fives.add(five);
        closing.add(five);
        group.clear();
    }

    private double low(double open, double close, double spread) {
        double low = Math.min(open, close) - spread;
        return low > 0.0 ? low : Math.min(open, close);
    }

    private ClosedBar bar(Random random, long start, double open, double close, boolean still) {
        double spread = still ? 0.0 : random.nextInt(4) * market.tick;
        double reach = market.hasSpikes && random.nextInt(70) == 0 ? 1e5 * market.base : 0.0;
        boolean knowsTrades = random.nextInt(4) > 0;
        return new ClosedBar()
                .time(start, start + Timeframe.MINUTE, minutes.size(), start / Timeframe.DAY)
                .prices(open, Math.max(open, close) + spread + reach, low(open, close, spread), close)
                .volume(
                        random.nextInt(5) * 10.0,
                        knowsTrades ? (open + close) / 2 : Double.NaN,
                        knowsTrades ? random.nextInt(50) : -1,
                        0);
    }
}
