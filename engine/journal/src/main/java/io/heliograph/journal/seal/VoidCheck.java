package io.heliograph.journal.seal;

import io.heliograph.journal.VoidedEvents;
import java.util.List;

/**
 * The list of voided events, which says what a replay passes over: it begins with what the last checkpoint covers, and only
 * what was voided since then stands behind.
 */
final class VoidCheck {
    private final VoidedEvents voided;
    private final Checkpoint last;

    VoidCheck(VoidedEvents voided, Checkpoint last) {
        this.voided = voided;
        this.last = last;
    }

    void run(SealFindings findings) {
        if (last.voided().isBeyond(voided)) {
            findings.found(SealVerdict.TRUNCATED, "the list of voided events ends before what was signed: " + what());
        } else if (!last.voided().begins(voided)) {
            findings.found(SealVerdict.FORKED, "the list of voided events is not what was signed: " + what());
        } else {
            findTail(findings);
        }
    }

    private void findTail(SealFindings findings) {
        List<Long> unsigned = unsigned();
        findings.voidedTail(unsigned.size());
        if (!unsigned.isEmpty()) {
            findings.found(
                    SealVerdict.UNSIGNED_TAIL,
                    "voided, and not sealed yet: events=" + unsigned + " behind "
                            + last.voided().count() + " that are");
        }
    }

    /** Sequences of those behind what is signed, in the order in which they were voided; only of a list that begins with it. */
    List<Long> unsigned() {
        return sequences().subList((int) last.voided().count(), voided.entries().size());
    }

    /** Empty where the list begins with what is signed. */
    String problem() {
        return last.voided().begins(voided) ? "" : what();
    }

    private String what() {
        return "events=" + sequences() + " signed=" + last.voided().count() + " checkpoint=" + last.number();
    }

    private List<Long> sequences() {
        return voided.entries().stream().map(VoidedEvents.Entry::sequence).toList();
    }
}
