package io.heliograph.journal.seal;

/** What a check of seals came to, from the best to the worst. */
public enum SealVerdict {
    /** Everything is as it was sealed. */
    OK(0),
    /** Nobody vouches for the journal. */
    UNSIGNED(12),
    /** Some records at the end, or the newest voidings, are not sealed yet. */
    UNSIGNED_TAIL(12),
    /** Records or voidings that were sealed are gone. */
    TRUNCATED(10),
    /** The journal is not the one that was sealed: two histories claim one place, or somebody else signed. */
    FORKED(11),
    /** A record, or a seal, cannot be read. */
    CORRUPT(4);

    private final int exitCode;

    SealVerdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code (API.md); {@link #UNSIGNED} and {@link #UNSIGNED_TAIL} fail only where strictness was asked. */
    public int exitCode(boolean strict) {
        return this == UNSIGNED || this == UNSIGNED_TAIL ? (strict ? exitCode : 0) : exitCode;
    }

    /** Its name for people: {@code UNSIGNED TAIL}. */
    public String text() {
        return name().replace('_', ' ');
    }
}
