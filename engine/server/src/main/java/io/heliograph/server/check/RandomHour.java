package io.heliograph.server.check;

import io.heliograph.core.Timeframe;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An hour of a symbol as chance has it: rows of the kinds that the symbol has, whose prices wander on from its last one.
 *
 * <p>Bars go on for two of theirs where that is longer. The same seed gives the same hour.
 */
final class RandomHour {
    private static final int TICKS = 240;
    private static final double STEP = 0.01;
    private static final double HALF_SPREAD = 1e-4;

    private final SymbolEnd symbol;
    private final long startNs;
    private final SplittableRandom random;

    private double price;

    RandomHour(SymbolEnd symbol, long startNs, long seed) {
        this.symbol = symbol;
        this.startNs = startNs;
        this.random =
                new SplittableRandom(seed ^ startNs ^ (long) symbol.symbol().hashCode() << 32);
        this.price = symbol.price();
    }

    /** By event time, bars of one end longest first. */
    List<MarketRow> rows() {
        List<MarketRow> rows = new ArrayList<>();
        if (symbol.kinds().contains(RowKind.TRADE)) {
            addTicks(rows, RowKind.TRADE);
        }
        if (symbol.kinds().contains(RowKind.QUOTE)) {
            addTicks(rows, RowKind.QUOTE);
        }
        symbol.lastBars().values().forEach(last -> addBars(rows, last));
        rows.sort(Comparator.comparingLong(MarketRow::eventNs).thenComparingLong(MarketRow::timeNs));
        return rows;
    }

    /** The first comes at once, so that bars that end here close. */
    private void addTicks(List<MarketRow> rows, RowKind kind) {
        for (int i = 0; i < TICKS; i++) {
            long time = startNs + (i == 0 ? 0 : random.nextLong(Timeframe.HOUR));
            double next = next();
            double size = 1 + random.nextInt(1_000);
            double[] numbers = kind == RowKind.TRADE
                    ? new double[] {next, size}
                    : new double[] {next * (1 - HALF_SPREAD), size, next * (1 + HALF_SPREAD), size};
            rows.add(new MarketRow(kind, 0, 0, symbol.symbol(), time, time, "", numbers));
        }
    }

    private void addBars(List<MarketRow> rows, MarketRow last) {
        long length = last.eventNs() - last.timeNs();
        if (length <= 0) {
            // A tick or volume bar, which nobody can publish.
            return;
        }
        long behind = Math.max(0, startNs - last.eventNs());
        long from = last.eventNs() + Math.floorDiv(behind + length - 1, length) * length;
        long to = from + Math.max(Timeframe.HOUR, 2 * length);
        for (long start = from; start < to; start += length) {
            double open = next();
            double close = next();
            double high = Math.max(open, close) * (1 + STEP * random.nextDouble());
            double low = Math.min(open, close) * (1 - STEP * random.nextDouble());
            double[] numbers = {open, high, low, close, random.nextInt(10_000), -1, Double.NaN};
            rows.add(new MarketRow(
                    RowKind.BAR, 0, 0, symbol.symbol(), start, start + length, last.timeframe(), numbers));
        }
    }

    private double next() {
        price *= Math.exp(STEP * random.nextGaussian());
        return price;
    }
}
