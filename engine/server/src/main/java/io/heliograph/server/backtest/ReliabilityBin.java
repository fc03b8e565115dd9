package io.heliograph.server.backtest;

/**
 * The scored signals whose confidence lies in one tenth of [0, 1].
 *
 * @param lower where the tenth begins; the last one holds 1 too
 * @param count scored signals in it
 * @param meanConfidence what they claimed; NaN without any
 * @param hitRate how many of them won; NaN without any
 */
public record ReliabilityBin(double lower, long count, double meanConfidence, double hitRate) {}
