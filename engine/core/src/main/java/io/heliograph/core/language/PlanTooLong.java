package io.heliograph.core.language;

/** Ends the binding of a document whose plan is certainly too long: a few names can ask for millions of nodes. */
final class PlanTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlanTooLong() {
        super("a plan with too many nodes", null, false, false);
    }
}
