package io.heliograph.core.language;

/** What a sub-expression turned out to be. */
sealed interface Bound {

    /** A number known before the first bar. */
    record Constant(double value) implements Bound {}

    /** A number at every bar. */
    record Number(int slot) implements Bound {}

    /** TRUE, FALSE or UNKNOWN at every bar. */
    record Condition(int slot) implements Bound {}

    /** An indicator with several outputs, of which one must still be chosen. */
    record Outputs(Step step, Definition definition) implements Bound {}
}
