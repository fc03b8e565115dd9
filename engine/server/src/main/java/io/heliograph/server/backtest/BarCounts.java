package io.heliograph.server.backtest;

import io.heliograph.core.Timeframe;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** How many bars there were of each symbol and timeframe, by their flags. Owned by one thread. */
final class BarCounts {
    private final Map<Key, Long> counts = new HashMap<>();

    private record Key(String symbol, Timeframe timeframe, int flags) {}

    void add(BarRow bar) {
        counts.merge(new Key(bar.symbol(), bar.timeframe(), bar.flags()), 1L, Long::sum);
    }

    /** Of all symbols together, by timeframe. */
    SortedMap<Timeframe, Long> byTimeframe() {
        SortedMap<Timeframe, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.merge(key.timeframe(), count, Long::sum));
        return sums;
    }

    /** Those that bear a flag, of the series that are asked for. */
    long flagged(int flag, BiPredicate<String, Timeframe> series) {
        return counts.entrySet().stream()
                .filter(each -> (each.getKey().flags() & flag) != 0
                        && series.test(each.getKey().symbol(), each.getKey().timeframe()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
