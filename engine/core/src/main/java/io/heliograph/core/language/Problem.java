package io.heliograph.core.language;

/**
 * What is wrong with a document, and where.
 *
 * @param key the key of the document, {@code let.m} for a definition
 * @param line the key's line, from 1; 0 where the text has no such line
 * @param column in the expression from 1, or in the line where the value is no expression
 * @param message what was expected, what was found, what to do
 * @param excerpt the expression or the line, and a caret under the column
 */
public record Problem(String key, int line, int column, String message, String excerpt) {
    private static final int WIDTH = 120;
    private static final int LEAD = 60;

    /** A problem at a column of a text, which is shown with a caret. */
    static Problem at(String key, int line, int column, String message, String shown) {
        String plain = shown.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
        int from = plain.length() > WIDTH ? Math.max(0, Math.min(column - 1 - LEAD, plain.length() - WIDTH)) : 0;
        String part = plain.substring(from, Math.min(plain.length(), from + WIDTH));
        String caret = " ".repeat(Math.max(0, column - 1 - from)) + "^";
        return new Problem(key, line, column, message, "  " + part + "\n  " + caret);
    }

    /** {@code key:line:column: message}, the line, a caret. */
    @Override
    public String toString() {
        return key + ":" + line + ":" + column + ": " + message + "\n" + excerpt;
    }
}
