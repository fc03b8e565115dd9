package io.heliograph.server.check;

import io.heliograph.core.language.CompiledStrategy;
import java.util.List;

/**
 * What becomes of signals when the data begin later.
 *
 * @param parts one of each strategy and number of bars left out
 */
public record WarmupReport(List<Part> parts) {
    /** Why a signal is another one, or there in one run alone. */
    public enum Cause {
        /** Some expression still remembers where its data began. */
        UNCONVERGED,
        /** The numbers are settled in both runs, but an earlier change left another stance behind. */
        STANCE,
        /**
         * The numbers claim to be settled in both runs, and the stance was the same: a claim is wrong, or a comparison
         * hangs on the last digits of numbers that agree but for those.
         */
        CLAIM_BROKEN
    }

    /**
     * A signal that changes.
     *
     * @param base the signal over all data; null: none there
     * @param later the signal where the data begin later; null: none there
     * @param barsSeen bars of its timeframe before its bar where the data begin later
     * @param nodes expressions that were not CONVERGED at its bar, where that is the cause
     */
    public record Change(
            EmittedSignal base,
            EmittedSignal later,
            long barsSeen,
            Cause cause,
            List<CompiledStrategy.Convergence> nodes) {
        public SignalPlace place() {
            return base == null ? later.place() : base.place();
        }
    }

    /**
     * One strategy with so many bars left out.
     *
     * @param bars first bars of its timeframe that were left out, of each symbol
     * @param signals over all data, from the first bar on at which the strategy was evaluated in both runs
     * @param changes by time
     */
    public record Part(CompiledStrategy strategy, int bars, int signals, List<Change> changes) {
        /** How many have this cause. */
        public long count(Cause cause) {
            return changes.stream().filter(change -> change.cause() == cause).count();
        }
    }

    /** Whether a signal changes that claims to have forgotten its start. */
    public boolean hasBrokenClaim() {
        return parts.stream().anyMatch(part -> part.count(Cause.CLAIM_BROKEN) > 0);
    }
}
