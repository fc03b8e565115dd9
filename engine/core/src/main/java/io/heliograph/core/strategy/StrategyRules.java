package io.heliograph.core.strategy;

import io.heliograph.core.Timeframe;

/**
 * Everything about a strategy that is not an expression.
 *
 * @param id name, {@code [a-z][a-z0-9-]{0,62}}
 * @param hash SHA-256 of the canonical document, 32 bytes, not to be changed
 * @param timeframe of the bars on which it is evaluated
 * @param hold whether a stance stands until something ends it, or only while its condition is TRUE
 * @param rearm whether a side must see its condition FALSE before it enters again
 * @param cooldownBars bars without an entry after a stance ended in HOLD; 0 or more
 * @param expiresBars bars after which a stance ends; 0: none, or by duration
 * @param expiresNs nanoseconds after which a stance ends; 0: none, or by bars
 * @param emitEvery whether the standing stance is emitted on each bar without a change
 */
public record StrategyRules(
        String id,
        byte[] hash,
        Timeframe timeframe,
        Hold hold,
        boolean rearm,
        int cooldownBars,
        int expiresBars,
        long expiresNs,
        boolean emitEvery) {
    /** How long a stance stands. */
    public enum Hold {
        UNTIL,
        WHILE
    }
}
