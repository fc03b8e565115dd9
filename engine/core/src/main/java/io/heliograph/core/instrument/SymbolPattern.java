package io.heliograph.core.instrument;

/** A pattern over symbols: {@code *} stands for any run of characters, {@code ?} for one. */
public final class SymbolPattern {
    private SymbolPattern() {}

    /** Whether the whole symbol fits the pattern; case counts. */
    public static boolean matches(CharSequence pattern, CharSequence symbol) {
        int p = 0;
        int s = 0;
        int star = -1;
        int resume = 0;
        while (s < symbol.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = s;
            } else if (p < pattern.length() && fits(pattern.charAt(p), symbol.charAt(s))) {
                p++;
                s++;
            } else if (star >= 0) {
                // The last star swallows one character more.
                p = star + 1;
                s = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean fits(char pattern, char symbol) {
        return pattern == '?' || pattern == symbol;
    }
}
