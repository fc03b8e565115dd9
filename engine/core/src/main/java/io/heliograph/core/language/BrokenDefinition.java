package io.heliograph.core.language;

/** Ends an expression that uses a definition with a problem of its own, which is reported there and not twice. */
final class BrokenDefinition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenDefinition() {
        super("a definition with a problem of its own", null, false, false);
    }
}
