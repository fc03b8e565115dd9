package io.heliograph.core.digest;

/** The chain of one key: how many outputs it took, and the digest over them. */
final class Chain {
    static final int LENGTH = 32;

    final byte[] key;
    final int hash;
    final byte[] digest = new byte[LENGTH];

    long count;

    Chain(byte[] key, int hash) {
        this.key = key;
        this.hash = hash;
    }
}
