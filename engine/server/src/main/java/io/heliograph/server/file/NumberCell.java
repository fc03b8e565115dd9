package io.heliograph.server.file;

/**
 * Reads a decimal as the nearest double.
 *
 * <p>A number of at most 15 digits and 22 places is one exact double divided by another, which rounds once and so to the
 * nearest (William Clinger, "How to read floating point numbers accurately", 1990); others are left to the JDK.
 */
final class NumberCell {
    private static final int EXACT_DIGITS = 15;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private NumberCell() {}

    /**
     * Reads {@code 12}, {@code -0.5}, {@code 1.5e-7}.
     *
     * @throws NumberFormatException where the text is no such number, or one beyond all doubles
     */
    static double parse(char[] chars, int from, int to) {
        boolean isNegative = from < to && chars[from] == '-';
        int at = isNegative ? from + 1 : from;
        long digits = 0;
        int count = 0;
        int places = 0;
        boolean hasDigit = false;
        boolean isFraction = false;
        for (; at < to; at++) {
            char c = chars[at];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count += digits == 0 ? 0 : 1;
                places += isFraction ? 1 : 0;
                hasDigit = true;
                if (count > EXACT_DIGITS) {
                    return slow(chars, from, to);
                }
            } else if (c == '.' && !isFraction) {
                isFraction = true;
            } else {
                return slow(chars, from, to);
            }
        }
        if (!hasDigit || places >= TENS.length) {
            return slow(chars, from, to);
        }
        double value = digits / TENS[places];
        return isNegative ? -value : value;
    }

    /** Java also reads NaN, Infinity, 0x1p3 and 1d; a price is none of them. */
    private static double slow(char[] chars, int from, int to) {
        boolean hasDigit = false;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            boolean isDigit = c >= '0' && c <= '9';
            hasDigit |= isDigit;
            if (!isDigit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                throw new NumberFormatException();
            }
        }
        double value = hasDigit ? Double.parseDouble(new String(chars, from, to - from)) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }
}
