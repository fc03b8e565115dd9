package io.heliograph.journal;

/** Signs what a tombstone says; a seam, for keys are no business of a log. */
@FunctionalInterface
public interface TombstoneSigner {
    /** No key, no signature. */
    TombstoneSigner UNSIGNED = content -> new byte[0];

    /**
     * The signature over these bytes; empty for none.
     *
     * @param content everything of the tombstone before the signature (FORMAT.md)
     */
    byte[] sign(byte[] content);
}
