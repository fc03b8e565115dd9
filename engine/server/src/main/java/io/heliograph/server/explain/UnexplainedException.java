package io.heliograph.server.explain;

/** There is no such signal, or none that can be explained; the message says what was found instead. */
public final class UnexplainedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexplainedException(String message) {
        super(message);
    }
}
