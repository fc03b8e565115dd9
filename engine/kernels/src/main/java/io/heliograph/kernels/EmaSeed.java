package io.heliograph.kernels;

/** Where an exponential average starts. */
public enum EmaSeed {
    /** At the plain mean of the first n values. */
    SMA,
    /** At the first value itself. */
    FIRST
}
