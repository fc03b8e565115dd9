package io.heliograph.benchmarks;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded bars by column: what every contestant reads.
 *
 * <p>Three of them, so that no branch predictor learns one market's habits to anybody's advantage: one that rises, one that
 * hardly moves and often closes where it opened, one that jumps about. Long enough that a predictor cannot learn a market by
 * heart from pass to pass, which it does at some thousand bars.
 */
record Market(String name, double[] open, double[] high, double[] low, double[] close, double[] volume) {
    /** Bars of one market. */
    static final int BARS = 32_768;

    private static final double TICK = 0.01;

    static List<Market> all(int bars) {
        return List.of(
                walk("rising", 101, bars, 0.002, 0.000_05),
                walk("flat", 102, bars, 0.0003, 0.0),
                walk("volatile", 103, bars, 0.03, 0.0));
    }

    private static Market walk(String name, long seed, int bars, double reach, double drift) {
        SplittableRandom random = new SplittableRandom(seed);
        Market market = new Market(
                name, new double[bars], new double[bars], new double[bars], new double[bars], new double[bars]);
        double price = 100.0;
        for (int i = 0; i < bars; i++) {
            market.open[i] = price;
            double close = onTick(price * (1.0 + drift + reach * (random.nextDouble() - 0.5)));
            market.high[i] = onTick(Math.max(price, close) * (1.0 + reach * random.nextDouble()));
            market.low[i] = onTick(Math.min(price, close) * (1.0 - reach * random.nextDouble()));
            market.close[i] = close;
            market.volume[i] = 100 + random.nextInt(10_000);
            // Pulled back to its start, so that a long walk stays where ticks are small beside prices.
            price = drift > 0.0 ? close : onTick(close + 0.02 * (100.0 - close));
        }
        return market;
    }

    private static double onTick(double price) {
        return Math.max(1, Math.round(price / TICK)) * TICK;
    }

    int bars() {
        return close.length;
    }
}
