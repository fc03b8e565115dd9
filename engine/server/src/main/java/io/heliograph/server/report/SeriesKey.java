package io.heliograph.server.report;

import io.heliograph.core.Timeframe;
import java.util.Comparator;

/** What a chart shows at a time; ordered by symbol, then timeframe. */
record SeriesKey(String symbol, Timeframe timeframe) implements Comparable<SeriesKey> {
    private static final Comparator<SeriesKey> ORDER =
            Comparator.comparing(SeriesKey::symbol).thenComparing(SeriesKey::timeframe);

    @Override
    public int compareTo(SeriesKey other) {
        return ORDER.compare(this, other);
    }
}
