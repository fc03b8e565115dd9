package io.heliograph.core.language;

/** A refusal of an expression at one place of it; carries no stack trace, because it is an answer and not a fault. */
final class LanguageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    /** {@code at}: index of the character in the expression, from 0. */
    LanguageException(int at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }
}
