package io.heliograph.server.check;

import java.util.Optional;

/**
 * What the check for looking ahead found.
 *
 * @param signals of the run over the files as they are
 * @param cuts prefixes that were run again
 * @param compared signals that were compared, each as often as it lay in a prefix
 * @param change the first signal that changes; empty: none does
 */
public record LookaheadReport(int signals, int cuts, long compared, Optional<Change> change) {
    /**
     * A signal that knows what comes after it.
     *
     * @param cutNs where the data were cut, nanoseconds since the epoch
     * @param withFile the signal over the files as they are; empty: none there
     * @param withRandom the signal where random data follow the cut; empty: none there
     */
    public record Change(long cutNs, Optional<EmittedSignal> withFile, Optional<EmittedSignal> withRandom) {}
}
