package io.heliograph.core.language;

import java.util.List;

/**
 * The symbols that a strategy is for: {@code *} any run, {@code ?} one character, a leading {@code !} excludes.
 *
 * <p>A symbol belongs where at least one pattern matches and no exclusion does. Case counts.
 */
final class SymbolPatterns {
    private final List<String> patterns;

    SymbolPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    boolean matches(CharSequence symbol) {
        boolean included = false;
        for (String pattern : patterns) {
            boolean excludes = pattern.charAt(0) == '!';
            if (matches(pattern, excludes ? 1 : 0, symbol)) {
                if (excludes) {
                    return false;
                }
                included = true;
            }
        }
        return included;
    }

    /** Whether a text is a pattern: characters of symbols, wildcards, one leading exclamation mark. */
    static boolean isPattern(String text) {
        String pattern = text.startsWith("!") ? text.substring(1) : text;
        return !pattern.isEmpty() && pattern.chars().allMatch(c -> c > ' ' && c < 127 && ",\"'!@".indexOf(c) < 0);
    }

    /** Matches greedily; where it fails the latest run takes one character more, so it never goes back further. */
    private static boolean matches(String pattern, int from, CharSequence symbol) {
        int p = from;
        int s = 0;
        int run = -1;
        int runEnd = 0;
        while (s < symbol.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : '\0';
            if (c == '*') {
                run = p++;
                runEnd = s;
            } else if (c == '?' || c == symbol.charAt(s) && p < pattern.length()) {
                p++;
                s++;
            } else if (run >= 0) {
                p = run + 1;
                s = ++runEnd;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
