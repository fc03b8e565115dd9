package io.heliograph.server.backtest;

/**
 * What a run over a journal keeps.
 *
 * @param range signals that count
 * @param keepsBars whether the result has its bars, which is what takes room
 * @param mostSignals that may count; with more the run ends
 */
public record RunOptions(SignalRange range, boolean keepsBars, long mostSignals) {
    /** All signals, however many. */
    public static RunOptions all(boolean keepsBars) {
        return new RunOptions(SignalRange.ALL, keepsBars, Long.MAX_VALUE);
    }

    /** The same up to an event. */
    public RunOptions through(long event) {
        return new RunOptions(range.through(event), keepsBars, mostSignals);
    }
}
