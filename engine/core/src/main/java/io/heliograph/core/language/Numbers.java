package io.heliograph.core.language;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a number with the fewest digits that read back the same, the same on every JDK.
 *
 * <p>{@code Double.toString} differs between JDKs and so may not stand in a canonical form, which is hashed. Plain
 * decimals from 1e-9 up to 1e15, else {@code d.ddde-dd}.
 */
final class Numbers {
    private static final int MOST_DIGITS = 17;
    private static final double SMALLEST_PLAIN = 1e-9;
    private static final double LARGEST_PLAIN = 1e15;

    private Numbers() {}

    /** The text of a finite number. */
    static String text(double x) {
        if (x == 0.0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == x) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        double size = Math.abs(x);
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (x < 0.0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }
}
