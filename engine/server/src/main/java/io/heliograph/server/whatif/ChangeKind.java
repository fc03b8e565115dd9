package io.heliograph.server.whatif;

/** What became of a signal from one run to the other. */
public enum ChangeKind {
    /** Only the what-if run has it. */
    ADDED,
    /** Only the journal has it. */
    REMOVED,
    /** Both have it, a few bars apart. */
    MOVED,
    /** Both have it on the same bar, and say something else with it. */
    CHANGED
}
