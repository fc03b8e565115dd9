package io.heliograph.server.backtest;

/**
 * Which signals of a run over a journal count. The run itself begins with the first event, whatever this says.
 *
 * @param firstEvent signals caused by this event of the journal or later ones
 * @param lastEvent the run ends with it; {@link #HEAD} for the last that is found
 * @param startNs signals whose bar ends at this time or later, nanoseconds since the epoch
 * @param endNs signals whose bar ends before this time, nanoseconds since the epoch
 */
public record SignalRange(long firstEvent, long lastEvent, long startNs, long endNs) {
    /** Stands for the last event that is found. */
    public static final long HEAD = Long.MAX_VALUE;

    /** All there are. */
    public static final SignalRange ALL = new SignalRange(0, HEAD, Long.MIN_VALUE, Long.MAX_VALUE);

    /** The same, in a run that ends with an event. */
    public SignalRange through(long event) {
        return new SignalRange(firstEvent, event, startNs, endNs);
    }

    boolean takes(long event, long barEndNs) {
        return event >= firstEvent && barEndNs >= startNs && barEndNs < endNs;
    }
}
