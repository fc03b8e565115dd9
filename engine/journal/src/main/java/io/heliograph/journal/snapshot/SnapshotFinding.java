package io.heliograph.journal.snapshot;

/**
 * What an audit says of one snapshot.
 *
 * @param event last event in it
 * @param digest SHA-256 that it bears, 64 hex digits; empty where it is damaged
 * @param standing in one word
 * @param found what is wrong with it; empty where nothing is
 */
public record SnapshotFinding(long event, String digest, Standing standing, String found) {
    /** How a snapshot stands to what was replayed. */
    public enum Standing {
        /** Replay comes to the same state, bit for bit. */
        EQUAL,
        /** The replay began with it: it is whole, and what it holds was believed. */
        TRUSTED,
        /** It is whole, and lies before the stretch that was replayed. */
        BEFORE,
        /** It is whole, and of events behind the head found, or of events that the log lost. */
        BEYOND,
        /** It is whole, and an older release wrote it: this one reads no such state. */
        OTHER_RELEASE,
        /** It is not whole, or not what it says; a start passes it over. */
        DAMAGED,
        /** Replay comes to another state. */
        DIFFERENT
    }
}
