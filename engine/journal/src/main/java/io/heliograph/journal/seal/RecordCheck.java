package io.heliograph.journal.seal;

import io.heliograph.journal.seal.SealFolder.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The signed records: one chain from the first, each key said by the one before it, the last one signed by a key that is
 * trusted; and the same as the witness's.
 *
 * <p>Each record holds the hash of the one before, so the last signature vouches for all; those where the key changes are
 * looked at too.
 */
final class RecordCheck {
    private final Records found;
    private final List<SealPublicKey> trusted;
    private final List<SealRecord> witness;
    private final SealFindings findings;
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    private SealRecord lastCheckpoint;
    private List<SealPublicKey> known = List.of();

    RecordCheck(Records found, List<SealPublicKey> trusted, List<SealRecord> witness, SealFindings findings) {
        this.found = found;
        this.trusted = trusted;
        this.witness = witness;
        this.findings = findings;
    }

    void run(UUID journal) {
        List<SealRecord> records = found.records();
        if (found.isDamaged() || records.isEmpty()) {
            findings.found(
                    SealVerdict.CORRUPT,
                    "the seals cannot be read behind record=" + records.size() + " bytes=" + found.rest());
        }
        if (records.isEmpty()) {
            return;
        }
        walk(journal, records);
        SealRecord last = records.get(records.size() - 1);
        findings.sealed(lastCheckpoint, last.keyName(), records.size());
        List<SealPublicKey> anchors = anchors(records);
        known = SealKeys.closure(anchors, records);
        if (known.stream().noneMatch(last::isSignedBy)) {
            findings.found(
                    SealVerdict.FORKED,
                    "the last seal is not signed by a key that is trusted: record=" + last.number() + " key="
                            + last.keyName() + " trusted=" + anchors);
        }
        compareWithWitness(records, anchors);
    }

    private void walk(UUID journal, List<SealRecord> records) {
        SealRecord before = null;
        SealPublicKey key = null;
        for (SealRecord record : records) {
            if (!record.follows(before) || !record.journalId().equals(journal)) {
                findings.found(
                        SealVerdict.FORKED,
                        "a seal does not follow the one before it: record=" + record.number() + " before="
                                + (before == null ? 0 : before.number()));
                return;
            }
            if (key == null && record.kind() == SealRecord.Kind.KEY) {
                key = SealKeys.keyOf(record);
            }
            boolean isLast = record == records.get(records.size() - 1);
            boolean isLookedAt = record.kind() != SealRecord.Kind.CHECKPOINT || isLast;
            if (key == null || isLookedAt && !record.isSignedBy(key)) {
                findings.found(
                        SealVerdict.FORKED,
                        "a seal is not signed by the key in force: record=" + record.number() + " signedBy="
                                + record.keyName() + " inForce=" + key);
                return;
            }
            take(record);
            if (record.kind() == SealRecord.Kind.KEY) {
                key = SealKeys.keyOf(record);
            }
            before = record;
        }
    }

    private void take(SealRecord record) {
        switch (record.kind()) {
            case CHECKPOINT -> {
                checkpoints.add(Checkpoint.of(record));
                lastCheckpoint = record;
            }
            case KEY -> {} // says nothing of the logs
        }
    }

    /** On whose word the keys are taken. */
    private List<SealPublicKey> anchors(List<SealRecord> records) {
        if (!trusted.isEmpty()) {
            findings.trusts("given keys " + trusted);
            return trusted;
        }
        for (SealRecord record : witness) {
            if (record.kind() == SealRecord.Kind.KEY) {
                findings.trusts("the witness names key " + SealKeys.keyOf(record));
                return List.of(SealKeys.keyOf(record));
            }
        }
        findings.trusts("the journal itself names its key: whoever can write there could have named another");
        return records.get(0).kind() == SealRecord.Kind.KEY ? List.of(SealKeys.keyOf(records.get(0))) : List.of();
    }

    private void compareWithWitness(List<SealRecord> records, List<SealPublicKey> anchors) {
        List<SealPublicKey> ours = SealKeys.closure(SealKeys.closure(anchors, records), witness);
        long last = 0;
        for (SealRecord copy : witness) {
            if (ours.stream().noneMatch(copy::isSignedBy) && !trusted.isEmpty()) {
                findings.note(
                        "a record of the witness is signed by a key that is not trusted, and is left alone: record="
                                + copy.number() + " key=" + copy.keyName());
            } else if (copy.number() > records.size()) {
                findings.found(
                        SealVerdict.TRUNCATED,
                        "the witness holds a seal that the journal lacks: record=" + copy.number() + " last="
                                + records.size() + covers(copy));
                return;
            } else if (!copy.isSameAs(records.get((int) copy.number() - 1))) {
                findings.found(
                        SealVerdict.FORKED,
                        "the witness holds another seal of the same number: record=" + copy.number() + covers(copy));
                return;
            } else {
                last = copy.number();
            }
        }
        if (last > 0) {
            findings.note("the witness agrees through record=" + last);
        }
    }

    private static String covers(SealRecord record) {
        if (record.kind() != SealRecord.Kind.CHECKPOINT) {
            return "";
        }
        Checkpoint checkpoint = Checkpoint.of(record);
        return " events=" + checkpoint.event() + " outputs=" + checkpoint.output();
    }

    /** Whether a key that is trusted signed these bytes. */
    boolean hasSigned(byte[] content, byte[] signature) {
        return signature.length > 0 && known.stream().anyMatch(key -> key.hasSigned(content, signature));
    }

    /** Those of the journal, as far as they follow each other. */
    List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    Checkpoint last() {
        return checkpoints.get(checkpoints.size() - 1);
    }
}
