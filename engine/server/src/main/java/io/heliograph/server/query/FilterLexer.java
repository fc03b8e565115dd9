package io.heliograph.server.query;

/** Cuts a filter into words. */
final class FilterLexer {
    private final String text;

    private int next;

    FilterLexer(String text) {
        this.text = text;
    }

    FilterToken next() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next == text.length()) {
            return new FilterToken(FilterToken.Kind.END, "", next + 1);
        }
        int start = next;
        char c = text.charAt(next);
        return switch (c) {
            case '(' -> sign(FilterToken.Kind.OPEN, 1);
            case ')' -> sign(FilterToken.Kind.CLOSE, 1);
            case '=' -> sign(FilterToken.Kind.COMPARISON, 1);
            case '<', '>' -> sign(FilterToken.Kind.COMPARISON, isAt(next + 1, '=') ? 2 : 1);
            case '!' -> {
                if (!isAt(next + 1, '=')) {
                    throw FilterParser.refusal("expected != or NOT, found \"!\"", start + 1);
                }
                yield sign(FilterToken.Kind.COMPARISON, 2);
            }
            case '"', '\'' -> quoted(c);
            default -> word();
        };
    }

    private FilterToken sign(FilterToken.Kind kind, int length) {
        FilterToken token = new FilterToken(kind, text.substring(next, next + length), next + 1);
        next += length;
        return token;
    }

    private FilterToken quoted(char quote) {
        int start = next++;
        StringBuilder content = new StringBuilder();
        while (next < text.length() && text.charAt(next) != quote) {
            if (text.charAt(next) == '\\') {
                next++;
                if (next == text.length()) {
                    break;
                }
            }
            content.append(text.charAt(next++));
        }
        if (next >= text.length()) {
            throw FilterParser.refusal("expected a closing " + quote + ", found the end", start + 1);
        }
        next++;
        return new FilterToken(FilterToken.Kind.QUOTED, content.toString(), start + 1);
    }

    private FilterToken word() {
        int start = next;
        while (next < text.length() && isWordPart(text.charAt(next))) {
            next++;
        }
        if (next == start) {
            throw FilterParser.refusal(
                    "expected a word, a quoted text or a parenthesis, found \"" + text.charAt(next) + "\"", start + 1);
        }
        return new FilterToken(FilterToken.Kind.WORD, text.substring(start, next), start + 1);
    }

    private boolean isAt(int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static boolean isWordPart(char c) {
        return !Character.isWhitespace(c) && !Character.isISOControl(c) && "()=<>!\"'\\,;".indexOf(c) < 0;
    }
}
