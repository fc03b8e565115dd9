package io.heliograph.server.market;

import java.util.SplittableRandom;

/**
 * A seeded market: the same seed gives the same trades, to the last bit.
 *
 * <p>Each symbol walks in steps of a volatility that itself drifts between calm and storm, is pulled gently back to
 * where it began, and now and then takes a trend for a while; trades come at random distances. Prices lie on ticks of
 * 0.01, sizes are whole. Trades come out in order of event time. Nothing here is a model of a real market; it is made
 * so that every house strategy has something to say.
 */
public final class SyntheticMarket {
    /** Takes one trade. */
    @FunctionalInterface
    public interface TradeHandler {
        void onTrade(int symbol, long timeNs, double price, double size);
    }

    private static final double TICK = 0.01;
    private static final double PULL = 0.000_02;
    private static final long MEAN_STEP_NS = 2_000_000_000L;

    private final Walk[] walks;

    private long now;

    /**
     * @param symbols how many symbols, at least 1
     * @param seed what the market is made from
     * @param startNs first instant, nanoseconds since the epoch
     */
    public SyntheticMarket(int symbols, long seed, long startNs) {
        this(symbols, seed, startNs, 1);
    }

    /**
     * A livelier one, whose prices go as far in the same time.
     *
     * @param trades how many trades there are to a step of two seconds, at least 1; of several each lies up to a tick
     *     beside the walk
     */
    public SyntheticMarket(int symbols, long seed, long startNs, int trades) {
        if (symbols < 1) {
            throw new IllegalArgumentException("a market needs a symbol: symbols=" + symbols);
        }
        if (trades < 1) {
            throw new IllegalArgumentException("a step needs a trade: trades=" + trades);
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        this.walks = new Walk[symbols];
        this.now = startNs;
        for (int i = 0; i < symbols; i++) {
            walks[i] = new Walk(seeds.split(), startNs, trades);
        }
    }

    /** The name of a symbol: SYN00, SYN01, ... */
    public static String symbol(int index) {
        return index < 10 ? "SYN0" + index : "SYN" + index;
    }

    public int symbols() {
        return walks.length;
    }

    /** Event time reached. */
    public long now() {
        return now;
    }

    /** Hands out, in order of time, up to {@code limit} trades before {@code untilNs}; answers how many. */
    public int advance(long untilNs, int limit, TradeHandler handler) {
        int count = 0;
        while (count < limit) {
            int next = earliest();
            if (walks[next].time >= untilNs) {
                now = Math.max(now, untilNs);
                break;
            }
            Walk walk = walks[next];
            now = walk.time;
            handler.onTrade(next, walk.time, walk.price(), walk.size());
            walk.step();
            count++;
        }
        return count;
    }

    private int earliest() {
        int earliest = 0;
        for (int i = 1; i < walks.length; i++) {
            if (walks[i].time < walks[earliest].time) {
                earliest = i;
            }
        }
        return earliest;
    }

    /** One symbol's price. */
    private static final class Walk {
        private final SplittableRandom random;
        private final int trades;
        private final double home;

        private double level;
        private double volatility = 0.000_3;
        private double trend;
        private int trendLeft;
        private int traded;
        private long time;

        Walk(SplittableRandom random, long startNs, int trades) {
            this.random = random;
            this.trades = trades;
            this.home = 20 + random.nextInt(400);
            this.level = home;
            this.time = startNs + random.nextLong(MEAN_STEP_NS);
        }

        /** Of the trade at hand; asked once. */
        double price() {
            int beside = trades == 1 ? 0 : random.nextInt(3) - 1;
            return (Math.rint(level / TICK) + beside) / Math.rint(1 / TICK);
        }

        double size() {
            return (1 + random.nextInt(9)) * (random.nextInt(10) == 0 ? 100 : 10);
        }

        void step() {
            time += 1 + (long) (2.0 * MEAN_STEP_NS / trades * random.nextDouble());
            if (++traded < trades) {
                return;
            }
            traded = 0;
            if (trendLeft == 0) {
                trend = random.nextInt(3) == 0 ? (random.nextDouble() - 0.5) * 0.000_4 : 0;
                trendLeft = 30 + random.nextInt(600);
            }
            trendLeft--;
            double storm = volatility * (1 + 0.05 * bell());
            volatility = Math.min(0.001_2, Math.max(0.000_08, storm + 0.01 * (0.000_3 - storm)));
            double move = volatility * bell() + trend + PULL * (home - level) / home;
            level = Math.max(1, level * (1 + move));
        }

        /** Roughly normal, from plain arithmetic alone, so that every JVM gives the same bits. */
        private double bell() {
            double sum = -3;
            for (int i = 0; i < 6; i++) {
                sum += random.nextDouble();
            }
            return sum * Math.sqrt(2);
        }
    }
}
