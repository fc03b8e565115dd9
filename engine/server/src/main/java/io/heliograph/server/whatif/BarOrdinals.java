package io.heliograph.server.whatif;

import io.heliograph.server.backtest.SignalRow;

/**
 * Where the bars of the journal's signals stand among the bars of the what-if run, in which a timeframe may have been built
 * earlier, or while the journal built none of it.
 */
@FunctionalInterface
public interface BarOrdinals {
    /** The what-if run has no such bar. */
    long MISSING = -1;

    /** Both runs have the same bars. */
    BarOrdinals SAME = SignalRow::barOrdinal;

    /** Ordinal in the what-if run of the bar of a signal of the journal; {@link #MISSING} where it has none. */
    long of(SignalRow journaled);
}
