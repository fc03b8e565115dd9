package io.heliograph.server.explain;

/** There is no such signal, or none that can be explained; the message says what was found instead. */
public final class UnexplainedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isCompacted;

    UnexplainedException(String message) {
        this(message, false);
    }

    private UnexplainedException(String message, boolean isCompacted) {
        super(message);
        this.isCompacted = isCompacted;
    }

    /** The signal is there, but what it follows from is not kept any more. */
    static UnexplainedException compacted(String message) {
        return new UnexplainedException(message, true);
    }

    /** Whether the signal is there, and only what it follows from is not kept. */
    boolean isCompacted() {
        return isCompacted;
    }
}
