package io.heliograph.server.whatif;

/**
 * What a journal's events gave when they were run again, beside what the journal recorded.
 *
 * @param journalId of the journal
 * @param firstEvent number of the first that was fed; above 1 where what came before is not kept any more, and the state of a
 *     snapshot stands in for it
 * @param events fed, all kinds
 * @param marketEvents trades, quotes and bars among them
 * @param counts outputs of the replay
 * @param contentDigest of the replay's outputs, 64 hex digits
 * @param recorded outputs of these events that the output log holds
 * @param recordedDigest content digest of those
 * @param digestThere content digest of as many of the replay's first outputs
 */
public record Replayed(
        String journalId,
        long firstEvent,
        long events,
        long marketEvents,
        OutputCounts counts,
        String contentDigest,
        long recorded,
        String recordedDigest,
        String digestThere) {
    /**
     * Whether the journal records what its events give. One that was cut off before its last outputs were written does:
     * they can be computed again, and the next start appends them.
     */
    public boolean isEqual() {
        return recorded <= counts.total() && digestThere.equals(recordedDigest);
    }

    /** Outputs of the replay that the output log does not hold yet. */
    public long missing() {
        return Math.max(0, counts.total() - recorded);
    }
}
