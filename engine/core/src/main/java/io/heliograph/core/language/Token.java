package io.heliograph.core.language;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text as written; empty at the end
 * @param at index of its first character in the expression
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        NUMBER,
        TIMEFRAME,
        NAME,
        KEYWORD,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return (kind == Kind.SYMBOL || kind == Kind.KEYWORD) && text.equals(word);
    }

    int end() {
        return at + text.length();
    }

    /** How a message calls it. */
    String found() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
