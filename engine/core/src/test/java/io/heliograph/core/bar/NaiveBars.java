package io.heliograph.core.bar;

import io.heliograph.codec.output.Origin;
import io.heliograph.core.BarRow;
import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bars the long way round: keeps every accepted trade (or price of a quote) of each minute in a list, and works a bar out when it is asked
 * for.
 */
final class NaiveBars {
    record Trade(long time, double price, double size) {}

    private final String symbol;
    private final Map<Long, List<Trade>> minutes = new TreeMap<>();

    private long firstEvent = Long.MIN_VALUE;
    private long watermark = Long.MIN_VALUE;
    private boolean isQuoted;

    NaiveBars(String symbol) {
        this.symbol = symbol;
    }

    /** Moves the watermark, takes the trade, and answers whether it was late. */
    boolean trade(Trade trade, long lateness) {
        if (isLate(trade.time())) {
            return true;
        }
        begin(trade.time(), lateness);
        minutes.computeIfAbsent(minuteOf(trade.time()), key -> new ArrayList<>())
                .add(trade);
        return false;
    }

    /** Moves the watermark by a quote that is not late, and takes the price that it tells; NaN: none. */
    void price(long time, double price, long lateness) {
        isQuoted = true;
        begin(time, lateness);
        if (!Double.isNaN(price)) {
            minutes.computeIfAbsent(minuteOf(time), key -> new ArrayList<>()).add(new Trade(time, price, 0));
        }
    }

    boolean isLate(long time) {
        return minuteOf(time) + Timeframe.MINUTE <= watermark;
    }

    void watermark(long time) {
        watermark = Math.max(watermark, time);
    }

    /** The closed minutes, by start. */
    List<BarRow> closedMinutes() {
        List<BarRow> bars = new ArrayList<>();
        minutes.forEach((start, trades) -> {
            if (start + Timeframe.MINUTE <= watermark) {
                bars.add(minute(start, trades, bars.size()));
            }
        });
        return bars;
    }

    /** The closed larger bars, each from the closed minutes that start in it. */
    List<BarRow> closedLarger(Timeframe timeframe) {
        Map<Long, List<BarRow>> parts = new TreeMap<>();
        for (BarRow minute : closedMinutes()) {
            long start = Math.floorDiv(minute.start(), timeframe.length()) * timeframe.length();
            parts.computeIfAbsent(start, key -> new ArrayList<>()).add(minute);
        }
        List<BarRow> bars = new ArrayList<>();
        parts.forEach((start, minutesOfIt) -> {
            if (start + timeframe.length() <= watermark) {
                bars.add(larger(timeframe, start, minutesOfIt, bars.size()));
            }
        });
        return bars;
    }

    private void begin(long time, long lateness) {
        if (firstEvent == Long.MIN_VALUE) {
            firstEvent = time;
        }
        watermark(time - lateness);
    }

    private static long minuteOf(long time) {
        return Math.floorDiv(time, Timeframe.MINUTE) * Timeframe.MINUTE;
    }

    private BarRow minute(long start, List<Trade> trades, int ordinal) {
        // A stable sort keeps the order of sequences among trades of the same time.
        List<Trade> byTime =
                trades.stream().sorted(Comparator.comparingLong(Trade::time)).toList();
        double volume = 0;
        double notional = 0;
        for (Trade trade : trades) {
            volume += trade.size();
            notional += trade.price() * trade.size();
        }
        return new BarRow(
                symbol,
                Timeframe.ONE_MINUTE,
                start,
                start + Timeframe.MINUTE,
                ordinal,
                byTime.get(0).price(),
                trades.stream().mapToDouble(Trade::price).max().orElseThrow(),
                trades.stream().mapToDouble(Trade::price).min().orElseThrow(),
                byTime.get(byTime.size() - 1).price(),
                volume,
                volume == 0 ? Double.NaN : notional / volume,
                isQuoted ? -1 : trades.size(),
                start < firstEvent,
                false,
                Origin.BUILT);
    }

    private BarRow larger(Timeframe timeframe, long start, List<BarRow> parts, int ordinal) {
        double volume = 0;
        double notional = 0;
        for (BarRow part : parts) {
            volume += part.volume();
            notional += part.wap() * part.volume();
        }
        return new BarRow(
                symbol,
                timeframe,
                start,
                start + timeframe.length(),
                ordinal,
                parts.get(0).open(),
                parts.stream().mapToDouble(BarRow::high).max().orElseThrow(),
                parts.stream().mapToDouble(BarRow::low).min().orElseThrow(),
                parts.get(parts.size() - 1).close(),
                volume,
                notional / volume,
                isQuoted ? -1 : parts.stream().mapToLong(BarRow::trades).sum(),
                start < firstEvent,
                false,
                Origin.ROLLED);
    }
}
