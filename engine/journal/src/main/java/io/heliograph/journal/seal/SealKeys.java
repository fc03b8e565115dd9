package io.heliograph.journal.seal;

import java.util.ArrayList;
import java.util.List;

/** Which keys signed: the first says itself, each other is said by the one before it. */
final class SealKeys {
    private SealKeys() {}

    /** The key that a record of kind KEY names. */
    static SealPublicKey keyOf(SealRecord record) {
        byte[] encoded = new byte[record.body().remaining()];
        record.body().get(encoded);
        return SealPublicKey.of(encoded);
    }

    /** Those trusted, and those that a trusted one named as its successor. */
    static List<SealPublicKey> closure(List<SealPublicKey> trusted, List<SealRecord> records) {
        List<SealPublicKey> all = new ArrayList<>(trusted);
        for (SealRecord record : records) {
            if (record.kind() == SealRecord.Kind.KEY && all.stream().anyMatch(record::isSignedBy)) {
                SealPublicKey named = keyOf(record);
                if (!all.contains(named)) {
                    all.add(named);
                }
            }
        }
        return all;
    }
}
