package io.heliograph.core.signal;

import io.heliograph.core.Timeframe;

/** Who speaks in a signal: one strategy, by its hash, on one instrument. */
public final class SignalOrigin {
    private final int instrument;
    private final String symbol;
    private final String strategy;
    private final byte[] strategyHash;
    private final String arm;
    private final Timeframe timeframe;
    private final String timeframeText;

    /**
     * @param instrument the instrument's number in this journal
     * @param symbol of the instrument, printable ASCII
     * @param strategy its id
     * @param strategyHash SHA-256 of its canonical document, 32 bytes, not to be changed
     * @param arm of an experiment; empty without one
     * @param timeframe of the bars on which it is evaluated
     */
    public SignalOrigin(
            int instrument, String symbol, String strategy, byte[] strategyHash, String arm, Timeframe timeframe) {
        if (strategyHash.length != 32) {
            throw new IllegalArgumentException("a strategy hash has 32 bytes: length=" + strategyHash.length);
        }
        this.instrument = instrument;
        this.symbol = symbol;
        this.strategy = strategy;
        this.strategyHash = strategyHash;
        this.arm = arm;
        this.timeframe = timeframe;
        this.timeframeText = timeframe.toString();
    }

    public int instrument() {
        return instrument;
    }

    public String symbol() {
        return symbol;
    }

    public String strategy() {
        return strategy;
    }

    byte[] strategyHash() {
        return strategyHash;
    }

    public String arm() {
        return arm;
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    /** The timeframe as {@code 1m}. */
    public String timeframeText() {
        return timeframeText;
    }
}
