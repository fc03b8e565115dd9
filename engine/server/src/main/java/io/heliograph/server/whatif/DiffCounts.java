package io.heliograph.server.whatif;

/**
 * What changed of one strategy's signals, all symbols together.
 *
 * @param journaled signals of the journal
 * @param other signals of the what-if run
 * @param same on the same bar and the same in everything
 * @param changed on the same bar and not the same in everything
 * @param confidence those of the changed with another confidence
 * @param levels those with another stop, target, expiry or reference price
 * @param reason those with another reason
 */
public record DiffCounts(
        String strategy,
        long journaled,
        long other,
        long same,
        long added,
        long removed,
        long moved,
        long changed,
        long confidence,
        long levels,
        long reason) {
    /** Signals that are not the same in both runs. */
    public long differences() {
        return added + removed + moved + changed;
    }
}
