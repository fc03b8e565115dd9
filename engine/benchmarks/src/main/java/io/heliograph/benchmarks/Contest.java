package io.heliograph.benchmarks;

import java.util.function.DoubleSupplier;

/**
 * The same work done by us and by the anchor.
 *
 * @param name which indicator
 * @param bars bars of one pass, of both
 * @param difference how far our values are from the anchor's, as a share, after both have run once
 */
record Contest(String name, int bars, Pass ours, Pass anchor, DoubleSupplier difference) {
    /** More than rounding, less than any other definition. */
    private static final double ALIKE = 1e-6;

    /** Runs both once, and refuses to time what does not give the same numbers. */
    void check() {
        ours.run();
        anchor.run();
        double found = difference.getAsDouble();
        if (!(found <= ALIKE)) {
            throw new IllegalStateException("expected both sides to give the same values: contest=" + name
                    + " difference=" + found + " at_most=" + ALIKE);
        }
    }
}
