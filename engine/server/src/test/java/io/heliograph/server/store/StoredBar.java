package io.heliograph.server.store;

/**
 * A closed bar as it is stored.
 *
 * @param sequence its output sequence
 * @param startNs first instant, nanoseconds since the epoch
 * @param endNs first instant after it
 * @param ordinal its number among the closed bars of its symbol and timeframe, from 0
 * @param wap volume-weighted price; NaN without volume
 * @param trades trades in it; -1 where a published bar does not say
 * @param origin BUILT, PUBLISHED or ROLLED
 * @param flags 1 first, 2 filled
 */
public record StoredBar(
        long sequence,
        String symbol,
        String timeframe,
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
        String origin,
        int flags) {}
