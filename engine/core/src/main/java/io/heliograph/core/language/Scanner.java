package io.heliograph.core.language;

import java.util.HexFormat;
import java.util.List;

/** Cuts an expression into tokens, one at a time, so that the first mistake of the text is the one reported. */
final class Scanner {
    static final List<String> KEYWORDS = List.of("and", "or", "not", "true", "false");
    private static final List<String> TWO_CHARACTER_SYMBOLS = List.of("<=", ">=", "==", "!=", "&&", "||");
    private static final String SYMBOLS = "+-*/%<>()[],.@=!?:&|";
    private static final String UNITS = "smhdw";

    private final String text;

    private int next;

    Scanner(String text) {
        this.text = text;
    }

    static boolean isKeyword(String name) {
        return KEYWORDS.contains(name);
    }

    /** Whether the text is a name of the grammar, keywords included. */
    static boolean isName(String text) {
        if (text.isEmpty() || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!isLetter(text.charAt(i)) && !isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    Token next() {
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        int at = next;
        if (at == text.length()) {
            return new Token(Token.Kind.END, "", at);
        }
        char c = text.charAt(at);
        if (isDigit(c) || c == '.' && isDigit(peek(at + 1))) {
            return number(at);
        } else if (isLetter(c)) {
            while (isLetter(peek(next)) || isDigit(peek(next))) {
                next++;
            }
            String name = text.substring(at, next);
            return new Token(isKeyword(name) ? Token.Kind.KEYWORD : Token.Kind.NAME, name, at);
        }
        return symbol(at, c);
    }

    private Token symbol(int at, char c) {
        if (at + 1 < text.length() && TWO_CHARACTER_SYMBOLS.contains(text.substring(at, at + 2))) {
            next = at + 2;
        } else if (SYMBOLS.indexOf(c) >= 0) {
            next = at + 1;
        } else {
            throw new LanguageException(at, "expected a name, a number or an operator: found " + shown(c));
        }
        return new Token(Token.Kind.SYMBOL, text.substring(at, next), at);
    }

    private Token number(int at) {
        boolean whole = skipDigits(at);
        if (peek(next) == '.' && isDigit(peek(next + 1))) {
            whole = false;
            skipDigits(next + 1);
        }
        if (whole && isTimeframeUnit(next)) {
            next++;
            return new Token(Token.Kind.TIMEFRAME, text.substring(at, next), at);
        }
        char e = peek(next);
        if (e == 'e' || e == 'E') {
            char sign = peek(next + 1);
            int digits = sign == '+' || sign == '-' ? next + 2 : next + 1;
            if (isDigit(peek(digits))) {
                skipDigits(digits);
            }
        }
        if (isLetter(peek(next))) {
            int end = next;
            while (isLetter(peek(end)) || isDigit(peek(end))) {
                end++;
            }
            throw new LanguageException(
                    at,
                    "expected a number, or a timeframe such as 1h: found '" + text.substring(at, end)
                            + "': put a space or an operator after the number");
        }
        return new Token(Token.Kind.NUMBER, text.substring(at, next), at);
    }

    /** Moves behind the digits that start at {@code from}; answers whether there was one. */
    private boolean skipDigits(int from) {
        next = from;
        while (isDigit(peek(next))) {
            next++;
        }
        return next > from;
    }

    private boolean isTimeframeUnit(int at) {
        return at < text.length()
                && UNITS.indexOf(text.charAt(at)) >= 0
                && !isLetter(peek(at + 1))
                && !isDigit(peek(at + 1));
    }

    private char peek(int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static String shown(char c) {
        return c > ' ' && c < 127
                ? "'" + c + "'"
                : "the character U+" + HexFormat.of().withUpperCase().toHexDigits(c) + " (ASCII only)";
    }
}
