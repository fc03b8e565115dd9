package io.heliograph.server.control;

/** A pattern with {@code *} for any text and {@code ?} for one character; an empty one matches everything. */
final class Wildcards {
    private final String pattern;

    Wildcards(String pattern) {
        this.pattern = pattern.isEmpty() ? "*" : pattern;
    }

    /** Whether a text matches; takes time proportional to both lengths multiplied at worst. */
    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < text.length()) {
            if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(in))
                    && pattern.charAt(at) != '*') {
                at++;
                in++;
            } else if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
