package io.heliograph.journal.snapshot;

import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.Journal;
import io.heliograph.journal.LogReader;

/**
 * The content digest as it was at a snapshot: follows the output log from one snapshot to the next, so that it stands
 * exactly there, which the engine's own, that follows the head, never does.
 *
 * <p>One thread, the one that writes snapshots; the core's pays nothing.
 */
final class SnapshotDigest implements AutoCloseable {
    private static final int OUTPUTS_AT_ONCE = 4_096;

    private final Journal journal;
    private final ContentDigest digest;

    private LogReader reader;

    /**
     * @param digest through an output that the log holds, or behind which it begins
     */
    SnapshotDigest(Journal journal, ContentDigest digest) {
        this.journal = journal;
        this.digest = digest;
    }

    /** Takes some of the outputs up to one; answers whether it stands there. */
    boolean advance(long output) {
        if (digest.outputs() > output) {
            throw new IllegalStateException(
                    "a digest never goes back: output=" + output + " digested=" + digest.outputs());
        }
        if (digest.outputs() < output) {
            poll(output);
        }
        boolean isThere = digest.outputs() == output;
        if (isThere) {
            close();
        }
        return isThere;
    }

    private void poll(long output) {
        if (reader == null) {
            reader = journal.outputs().openReader(digest.outputs(), () -> output);
        }
        reader.poll(
                (sequence, epoch, buffer, offset, length, endOfCause) ->
                        digest.onOutput(sequence, buffer, offset, length),
                OUTPUTS_AT_ONCE);
    }

    ContentDigest digest() {
        return digest;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
