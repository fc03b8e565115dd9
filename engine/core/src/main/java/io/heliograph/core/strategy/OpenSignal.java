package io.heliograph.core.strategy;

/**
 * The signal that began the stance of a strategy on an instrument.
 *
 * @param signalId its id as text
 * @param sequence its output sequence
 * @param barEnd end of its bar, in nanoseconds since the epoch
 * @param entry close of its bar
 * @param barsHeld bars of the strategy's timeframe since then
 */
public record OpenSignal(String signalId, long sequence, long barEnd, double entry, int barsHeld) {}
