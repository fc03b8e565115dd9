package io.heliograph.journal.snapshot;

/** A snapshot is not whole, or not what it says; there are others, and the log. */
final class SnapshotDamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    SnapshotDamagedException(String message) {
        super(message);
    }
}
