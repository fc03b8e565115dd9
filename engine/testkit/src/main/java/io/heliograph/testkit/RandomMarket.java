package io.heliograph.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded bars and trades of an invented market that is unpleasant on purpose.
 *
 * <p>Prices walk in whole ticks, so equal closes are common; now and then the market is dead for a while (one price, no
 * volume), jumps, or goes wild. The same seed gives the same market on every JVM.
 */
public final class RandomMarket {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long FIRST_NS = 1_704_153_600_000_000_000L;

    private final SplittableRandom random;
    private final double tick;

    private long price;
    private long timeNs = FIRST_NS;
    private int mood;
    private int moodLeft;

    /**
     * @param start the first price
     * @param tick the smallest move
     */
    public RandomMarket(long seed, double start, double tick) {
        this.random = new SplittableRandom(seed);
        this.tick = tick;
        this.price = Math.max(1, Math.round(start / tick));
    }

    /** One bar of a minute. */
    public record BarRow(long startNs, double open, double high, double low, double close, double volume) {}

    /** One execution. */
    public record TradeRow(long timeNs, double price, double size) {}

    /** The next bars; starts are whole minutes, some are missing. */
    public List<BarRow> bars(int n) {
        List<BarRow> bars = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            bars.add(nextBar());
        }
        return bars;
    }

    /** The next trades, times never falling. */
    public List<TradeRow> trades(int n) {
        List<TradeRow> trades = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            timeNs += random.nextInt(20) == 0 ? random.nextLong(3 * MINUTE_NS) : random.nextLong(2_000_000_000L);
            price = step(price);
            trades.add(new TradeRow(timeNs, price * tick, random.nextInt(50) == 0 ? 0.0 : 1 + random.nextInt(500)));
        }
        return trades;
    }

    private BarRow nextBar() {
        timeNs += random.nextInt(40) == 0 ? MINUTE_NS * (1 + random.nextInt(30)) : MINUTE_NS;
        changeMood();
        if (mood == 0) {
            return new BarRow(timeNs, price * tick, price * tick, price * tick, price * tick, 0.0);
        }
        long open = price;
        long high = open;
        long low = open;
        for (int i = 0; i < 4; i++) {
            price = step(price);
            high = Math.max(high, price);
            low = Math.min(low, price);
        }
        double volume = random.nextInt(10) == 0 ? 0.0 : random.nextInt(100_000) / 8.0;
        return new BarRow(timeNs, open * tick, high * tick, low * tick, price * tick, volume);
    }

    private void changeMood() {
        if (moodLeft-- > 0) {
            return;
        }
        mood = random.nextInt(5);
        moodLeft = 3 + random.nextInt(40);
    }

    private long step(long from) {
        long reach = switch (mood) {
            case 0, 1 -> 2;
            case 2, 3 -> 6;
            default -> Math.max(6, from / 50);
        };
        return Math.max(1, from + random.nextLong(-reach, reach + 1));
    }
}
