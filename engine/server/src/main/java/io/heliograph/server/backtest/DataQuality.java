package io.heliograph.server.backtest;

import io.heliograph.codec.event.Refusal;
import java.util.Map;

/**
 * How good the data of a run were.
 *
 * @param events trades, quotes and bars that could be read
 * @param accepted those that had an effect
 * @param late those that came after their bar had closed
 * @param gaps how often base bars were missing between two others
 * @param firstBars base bars that start before their instrument's first event
 * @param filledBars base bars in which nobody traded and the last close stands in
 * @param rejected events without effect by reason, late ones among them
 * @param badRows rows that could not be read
 */
public record DataQuality(
        long events,
        long accepted,
        long late,
        long gaps,
        long firstBars,
        long filledBars,
        Map<Refusal, Long> rejected,
        long badRows) {}
