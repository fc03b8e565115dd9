package io.heliograph.server.demo;

/**
 * How the demonstration runs.
 *
 * @param symbols of the market
 * @param seed the market is made from
 * @param seconds of the wall clock in which event time runs; not used where {@code events} is given
 * @param events exactly so many trades, as fast as the engine takes them; 0: for {@code seconds}
 * @param speed event time passes this many times as fast as the clock
 */
public record DemoOptions(int symbols, long seed, int seconds, long events, double speed) {
    private static final int MOST_SYMBOLS = 1_000;

    public DemoOptions {
        require(symbols >= 1 && symbols <= MOST_SYMBOLS, "symbols", symbols, "1 to " + MOST_SYMBOLS);
        require(seconds >= 1 && seconds <= 86_400, "seconds", seconds, "1 to 86400");
        require(events >= 0, "events", events, "0 or more");
        require(speed > 0 && speed <= 10_000, "speed", speed, "above 0, at most 10000");
    }

    private static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("expected --" + name + " of " + expected + ": " + name + "=" + found);
        }
    }
}
