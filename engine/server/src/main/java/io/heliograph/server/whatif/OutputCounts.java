package io.heliograph.server.whatif;

/**
 * How many outputs there were of each kind.
 *
 * @param bars closed bars of all timeframes
 * @param signals emitted ones, HOLD among them
 * @param endings of BUY and SELL signals
 * @param outcomes recorded later than the endings
 * @param faults signals withheld, pipelines failed
 */
public record OutputCounts(long bars, long signals, long endings, long outcomes, long faults) {
    /** Of all kinds together. */
    public long total() {
        return bars + signals + endings + outcomes + faults;
    }
}
