package io.heliograph.server.whatif;

import io.heliograph.core.Timeframe;

/** Makes ordinals of the same bar equal in two runs, of which one may have begun to build a timeframe earlier. */
@FunctionalInterface
public interface BarShift {
    /** Both runs have built all bars from the first on. */
    BarShift NONE = (symbol, timeframe) -> 0;

    /** By how much the ordinals of the what-if run exceed those of the journal. */
    long of(String symbol, Timeframe timeframe);
}
