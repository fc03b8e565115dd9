package io.heliograph.core.language;

/** What can be said of a condition before the first bar. */
enum Verdict {
    /** It is never TRUE. */
    NEVER,
    /** It is never FALSE. */
    ALWAYS,
    /** Nothing. */
    OPEN;

    Verdict not() {
        return switch (this) {
            case NEVER -> ALWAYS;
            case ALWAYS -> NEVER;
            case OPEN -> OPEN;
        };
    }
}
