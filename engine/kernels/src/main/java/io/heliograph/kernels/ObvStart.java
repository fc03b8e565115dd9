package io.heliograph.kernels;

/** What the first bar counts in on-balance volume. */
public enum ObvStart {
    /** Nothing. */
    ZERO,
    /** Its volume. */
    VOLUME
}
