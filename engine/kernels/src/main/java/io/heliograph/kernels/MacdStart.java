package io.heliograph.kernels;

/** Where the fast average of MACD starts. */
public enum MacdStart {
    /** At bar 0, like the slow one. */
    OWN,
    /** So late that both have their first value at the same bar (TA-Lib's form). */
    SLOW
}
