package io.heliograph.server.backtest;

import io.heliograph.core.Timeframe;

/**
 * A closed bar [start, end) of a run.
 *
 * @param startNs nanoseconds since the epoch, as {@code endNs}; of a tick or volume bar the time of its first trade
 * @param ordinal count of closed bars of this symbol and timeframe, from 0
 * @param volume in the instrument's units
 * @param wap volume-weighted price; NaN without volume
 * @param trades trades in it; -1 where a published bar does not say
 * @param flags bits of {@code ClosedBar}: FIRST, FILLED
 */
public record BarRow(
        String symbol,
        Timeframe timeframe,
        long startNs,
        long endNs,
        long ordinal,
        double open,
        double high,
        double low,
        double close,
        double volume,
        double wap,
        long trades,
        int flags) {}
