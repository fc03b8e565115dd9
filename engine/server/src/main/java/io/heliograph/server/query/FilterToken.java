package io.heliograph.server.query;

/**
 * A word of a filter.
 *
 * @param kind what it is
 * @param text its text; of a quoted one what stands between the quotes
 * @param column where it starts, from 1
 */
record FilterToken(Kind kind, String text, int column) {
    enum Kind {
        WORD,
        QUOTED,
        COMPARISON,
        OPEN,
        CLOSE,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    String shown() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
