package io.heliograph.core.strategy;

import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;

/** A whole series as the naive twin of the stance reads it: bars, and what conditions and levels say on each. */
public interface NaiveScript {
    StrategyRules rules();

    int bars();

    /** The first bar at which the strategy is evaluated. */
    int firstBar();

    /** Start of a bar, nanoseconds. */
    long start(int bar);

    /** Open, high, low, close. */
    double[] prices(int bar);

    boolean isFilled(int bar);

    boolean declares(Level level);

    /** What a fault calls the level's expression. */
    String describe(Level level);

    /** FALSE, TRUE or UNKNOWN; {@code from} is the bar of the open signal of that condition's side, -1 without one. */
    int condition(int bar, Condition condition, int from);

    /** The number for a signal of this side. */
    double level(int bar, Level level, int side);
}
