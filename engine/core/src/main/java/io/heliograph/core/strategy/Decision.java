package io.heliograph.core.strategy;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;

/**
 * What a strategy decided at its latest bar: a copy, good on any thread.
 *
 * @param before its stance when the bar began
 * @param after its stance now
 * @param ended the signal that ended at this bar, or null
 * @param ending why it ended; null where none did
 * @param exitPrice at which it ended; NaN where none did
 * @param standing the signal that stood all the time, or null
 * @param level of {@code ended} or {@code standing}: its stop and target, NaN where it has none
 * @param entered whether a signal began at this bar
 * @param faultySide the side that a faulty level kept from entering, or null
 */
public record Decision(
        Side before,
        Side after,
        OpenSignal ended,
        Reason ending,
        double exitPrice,
        OpenSignal standing,
        Levels level,
        boolean entered,
        Side faultySide) {
    /** Barriers of a signal, NaN where it has none. */
    public record Levels(double stop, double target) {}
}
