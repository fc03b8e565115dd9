package io.heliograph.core.bar;

import io.heliograph.codec.output.Origin;
import io.heliograph.core.BarRow;
import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tick or volume bars the long way round: keeps the trades of each bar in a list, and works it out at its last. */
final class NaiveCounted {
    private final String symbol;
    private final Timeframe timeframe;
    private final List<BarRow> closed = new ArrayList<>();
    private final List<NaiveBars.Trade> open = new ArrayList<>();

    private long late;

    NaiveCounted(String symbol, Timeframe timeframe) {
        this.symbol = symbol;
        this.timeframe = timeframe;
    }

    void trade(NaiveBars.Trade trade, long firstEvent) {
        if (!closed.isEmpty() && trade.time() < closed.get(closed.size() - 1).end()) {
            late++;
            return;
        }
        open.add(trade);
        double volume = 0;
        double notional = 0;
        for (NaiveBars.Trade each : open) {
            volume += each.size();
            notional += each.price() * each.size();
        }
        double reached = timeframe.kind() == Timeframe.Kind.TICK ? open.size() : volume;
        if (reached >= timeframe.length()) {
            close(volume, notional, firstEvent);
        }
    }

    List<BarRow> closed() {
        return closed;
    }

    long late() {
        return late;
    }

    private void close(double volume, double notional, long firstEvent) {
        // A stable sort keeps the order of sequences among trades of the same time.
        List<NaiveBars.Trade> byTime = open.stream()
                .sorted(Comparator.comparingLong(NaiveBars.Trade::time))
                .toList();
        NaiveBars.Trade first = byTime.get(0);
        NaiveBars.Trade last = byTime.get(byTime.size() - 1);
        closed.add(new BarRow(
                symbol,
                timeframe,
                first.time(),
                last.time(),
                closed.size(),
                first.price(),
                open.stream().mapToDouble(NaiveBars.Trade::price).max().orElseThrow(),
                open.stream().mapToDouble(NaiveBars.Trade::price).min().orElseThrow(),
                last.price(),
                volume,
                volume == 0 ? Double.NaN : notional / volume,
                open.size(),
                first.time() < firstEvent,
                false,
                Origin.BUILT));
        open.clear();
    }
}
