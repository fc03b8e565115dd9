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

    RandomBars(Random random, int count) {
        long start = 1_700_000_100L / 300 * 300 * Timeframe.SECOND;
        double price = 100.0;
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
                double next = still ? price : price + random.nextInt(9) * 0.25 - 1.0;
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

    private ClosedBar bar(Random random, long start, double open, double close, boolean still) {
        double spread = still ? 0.0 : random.nextInt(4) * 0.25;
        boolean knowsTrades = random.nextInt(4) > 0;
        return new ClosedBar()
                .time(start, start + Timeframe.MINUTE, minutes.size(), start / Timeframe.DAY)
                .prices(open, Math.max(open, close) + spread, Math.min(open, close) - spread, close)
                .volume(
                        random.nextInt(5) * 10.0,
                        knowsTrades ? (open + close) / 2 : Double.NaN,
                        knowsTrades ? random.nextInt(50) : -1,
                        0);
    }
}
