package io.heliograph.kernels;

/** What the first bar, which has no close before it, gives to the average true range. */
public enum AtrFirst {
    /** Nothing: true ranges start at bar 1. */
    SKIP,
    /** Its high minus its low. */
    RANGE
}
