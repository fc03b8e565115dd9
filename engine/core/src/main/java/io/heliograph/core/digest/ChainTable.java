package io.heliograph.core.digest;

import java.util.Arrays;

/**
 * The chains by key: an open-addressed table, probed by the key's bytes so that a look-up allocates nothing.
 *
 * <p>The place of a chain in it never shows: whoever lists the chains takes them sorted.
 */
final class ChainTable {
    private Chain[] slots = new Chain[64];
    private int count;

    /** The chain of a key, begun where there is none. */
    Chain chain(byte[] key, int length) {
        int hash = hash(key, length);
        int slot = hash & slots.length - 1;
        while (slots[slot] != null) {
            Chain chain = slots[slot];
            if (chain.hash == hash && Arrays.equals(chain.key, 0, chain.key.length, key, 0, length)) {
                return chain;
            }
            slot = slot + 1 & slots.length - 1;
        }
        Chain chain = new Chain(Arrays.copyOf(key, length), hash);
        slots[slot] = chain;
        count++;
        if (2 * count > slots.length) {
            grow();
        }
        return chain;
    }

    int count() {
        return count;
    }

    /** Longs in which all chains fit: of each its key's length and bytes, its count, and its digest. */
    long savedLongs() {
        long longs = 0;
        for (Chain chain : slots) {
            if (chain != null) {
                longs += 2 + (chain.key.length + Long.BYTES - 1) / Long.BYTES + Chain.LENGTH / Long.BYTES;
            }
        }
        return longs;
    }

    /** All chains by key, bytes compared without sign. */
    Chain[] sorted() {
        Chain[] chains = new Chain[count];
        int next = 0;
        for (Chain chain : slots) {
            if (chain != null) {
                chains[next++] = chain;
            }
        }
        Arrays.sort(chains, (a, b) -> Arrays.compareUnsigned(a.key, b.key));
        return chains;
    }

    void clear() {
        Arrays.fill(slots, null);
        count = 0;
    }

    private void grow() {
        Chain[] old = slots;
        slots = new Chain[2 * old.length];
        for (Chain chain : old) {
            if (chain != null) {
                int slot = chain.hash & slots.length - 1;
                while (slots[slot] != null) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = chain;
            }
        }
    }

    /** FNV-1a, 32 bits, folded once so that its low bits mix. */
    private static int hash(byte[] key, int length) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ key[i] & 0xff) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }
}
