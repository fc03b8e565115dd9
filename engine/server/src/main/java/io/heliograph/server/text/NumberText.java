package io.heliograph.server.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Prints a double with the fewest digits that read back as the same double.
 *
 * <p>Plain decimals for 1e-9 &lt;= |x| &lt; 1e15, else {@code d.ddde-dd}; no trailing {@code .0}; -0 prints 0; an
 * undefined number (NaN) prints nothing. {@code Double.toString} is not used: its digits differ between JDKs.
 */
public final class NumberText {
    private static final double SMALLEST_PLAIN = 1e-9;
    private static final double LARGEST_PLAIN = 1e15;

    private NumberText() {}

    /** The number's text; empty where it is undefined. */
    public static String of(double x) {
        if (Double.isNaN(x)) {
            return "";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "Infinity" : "-Infinity";
        }
        if (x == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(NumberOutput.toString(x, true)).stripTrailingZeros();
        double size = Math.abs(x);
        return size >= SMALLEST_PLAIN && size < LARGEST_PLAIN ? exact.toPlainString() : scientific(exact);
    }

    private static String scientific(BigDecimal exact) {
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        StringBuilder text = new StringBuilder(24);
        if (exact.signum() < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        return text.append('e').append(exponent).toString();
    }
}
