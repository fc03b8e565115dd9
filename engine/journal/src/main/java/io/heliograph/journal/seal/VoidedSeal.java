package io.heliograph.journal.seal;

import io.heliograph.journal.VoidedEvents;
import java.util.Arrays;

/**
 * The voided events that a checkpoint covers: the first of the list, to which entries are only added behind.
 *
 * @param count how many
 * @param hash SHA-256 over their entries as the file holds them, 32 bytes; all 0 for none
 */
public record VoidedSeal(long count, byte[] hash) {
    /** All that are listed. */
    static VoidedSeal of(VoidedEvents voided) {
        return of(voided, voided.entries().size());
    }

    private static VoidedSeal of(VoidedEvents voided, int count) {
        return new VoidedSeal(count, count == 0 ? new byte[Sha256.LENGTH] : Sha256.of(voided.bytesOf(count)));
    }

    /** Whether a list is too short to begin with them. */
    boolean isBeyond(VoidedEvents voided) {
        return count > voided.entries().size();
    }

    /** Whether a list begins with them, in their order. */
    boolean begins(VoidedEvents voided) {
        return !isBeyond(voided) && Arrays.equals(of(voided, (int) count).hash, hash);
    }
}
