package io.heliograph.core.bar;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.BarRow;
import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Published bars of one timeframe the long way round: keeps all of them, and works larger ones out when it is asked for.
 *
 * <p>Good for input in which nothing but the bars themselves moves time.
 */
final class NaivePublished {
    record Bar(long start, double open, double high, double low, double close, double volume) {}

    private final String symbol;
    private final Timeframe timeframe;
    private final List<Bar> bars = new ArrayList<>();

    NaivePublished(String symbol, Timeframe timeframe) {
        this.symbol = symbol;
        this.timeframe = timeframe;
    }

    /** Takes a bar; {@code kept}: how many of the latest are known by their start. */
    Refusal publish(Bar bar, int kept) {
        if (bars.isEmpty() || bar.start() > bars.get(bars.size() - 1).start()) {
            bars.add(bar);
            return Refusal.ACCEPTED;
        }
        for (Bar known : bars.subList(Math.max(0, bars.size() - kept), bars.size())) {
            if (known.start() == bar.start()) {
                return known.equals(bar) ? Refusal.ACCEPTED : Refusal.BAR_REVISED;
            }
        }
        return Refusal.LATE;
    }

    List<BarRow> published() {
        List<BarRow> rows = new ArrayList<>();
        for (Bar bar : bars) {
            rows.add(row(timeframe, bar.start(), rows.size(), List.of(bar), false, Origin.PUBLISHED));
        }
        return rows;
    }

    /** Those of a larger timeframe, each of the bars that start in it, that the latest bar's end has reached. */
    List<BarRow> larger(Timeframe larger, BarGrid grid) {
        Map<Long, List<Bar>> parts = new TreeMap<>();
        for (Bar bar : bars) {
            parts.computeIfAbsent(grid.start(bar.start(), larger.length()), key -> new ArrayList<>())
                    .add(bar);
        }
        long reached = bars.get(bars.size() - 1).start() + timeframe.length();
        List<BarRow> rows = new ArrayList<>();
        parts.forEach((start, partsOfIt) -> {
            if (start + larger.length() <= reached) {
                rows.add(row(
                        larger,
                        start,
                        rows.size(),
                        partsOfIt,
                        start < bars.get(0).start(),
                        Origin.ROLLED));
            }
        });
        return rows;
    }

    private BarRow row(Timeframe of, long start, int ordinal, List<Bar> parts, boolean first, Origin origin) {
        double volume = 0;
        for (Bar part : parts) {
            volume += part.volume();
        }
        return new BarRow(
                symbol,
                of,
                start,
                start + of.length(),
                ordinal,
                parts.get(0).open(),
                parts.stream().mapToDouble(Bar::high).max().orElseThrow(),
                parts.stream().mapToDouble(Bar::low).min().orElseThrow(),
                parts.get(parts.size() - 1).close(),
                volume,
                Double.NaN,
                -1,
                first,
                false,
                origin);
    }
}
