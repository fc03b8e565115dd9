package io.heliograph.kernels;

/** How the sums of directional movement start. */
public enum AdxSeed {
    /** As the sums of the first n movements. */
    N,
    /** As the sums of the first n-1, with one Wilder step before the first answer (TA-Lib's form). */
    TALIB
}
