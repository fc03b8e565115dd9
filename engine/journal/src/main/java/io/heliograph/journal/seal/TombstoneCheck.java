package io.heliograph.journal.seal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstones;
import java.util.Arrays;
import java.util.List;

/**
 * The tombstones of a sealed journal: each names the one before, and a key that is trusted signed the newest.
 *
 * <p>The newest says where the logs begin and with which snapshot, so its signature has to stand; by the chain it vouches
 * for those before, of which the oldest may be from a time when nothing was signed.
 */
final class TombstoneCheck {
    private final List<Tombstone> all;
    private final RecordCheck signed;

    TombstoneCheck(JournalView journal, RecordCheck signed) {
        this.all = Tombstones.of(journal).all();
        this.signed = signed;
    }

    /** The newest that deleted of a log what lay before {@code first}; null for none. */
    Tombstone reaching(LogKind log, long first) {
        Tombstone named = null;
        for (Tombstone tombstone : all) {
            boolean reaches = tombstone.segments().stream()
                    .anyMatch(segment -> segment.log() == log && segment.last() + 1 == first);
            named = reaches ? tombstone : named;
        }
        return named;
    }

    /** Why they do not count; empty where they do. There is at least one. */
    String problem() {
        Tombstone before = null;
        for (Tombstone tombstone : all) {
            if (before != null && !Arrays.equals(tombstone.previousDigest(), before.digest())) {
                return "a tombstone is not the one that was signed for: tombstone=" + tombstone.number()
                        + " does not name the one before";
            }
            before = tombstone;
        }
        return signed.hasSigned(before.content(), before.signature())
                ? ""
                : "the newest tombstone is not signed by a key that is trusted: tombstone=" + before.number();
    }
}
