package io.heliograph.core.language;

/**
 * The numbers that something can be: from {@code low} to {@code high}, infinite ends for no bound, never an infinite
 * number. {@link #NONE} is nothing at all: undefined on every bar.
 *
 * <p>A bound may lie beyond what is reached and never within it. Rounding is monotone, so bounds of sums and products
 * are the sums and products of bounds.
 */
record Range(double low, double high) {
    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Range POSITIVE = new Range(Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    static final Range NOT_NEGATIVE = new Range(0.0, Double.POSITIVE_INFINITY);
    static final Range NONE = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static Range point(double x) {
        return new Range(x, x);
    }

    boolean isNone() {
        return low > high;
    }

    boolean isBounded() {
        return !Double.isInfinite(low) || !Double.isInfinite(high);
    }

    boolean holds(double x) {
        return low <= x && x <= high;
    }

    Range or(Range other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    Range negated() {
        return isNone() ? NONE : new Range(-high, -low);
    }

    Range plus(Range other) {
        return isNone() || other.isNone() ? NONE : hull(low + other.low, high + other.high);
    }

    Range times(Range other) {
        if (isNone() || other.isNone()) {
            return NONE;
        }
        double a = product(low, other.low);
        double b = product(low, other.high);
        double c = product(high, other.low);
        double d = product(high, other.high);
        return new Range(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    /** What is divided by 0 is undefined, so a divisor that touches 0 only lets the quotient grow. */
    Range over(Range divisor) {
        if (isNone() || divisor.isNone() || divisor.low == 0.0 && divisor.high == 0.0) {
            return NONE;
        } else if (divisor.high <= 0.0) {
            return negated().over(divisor.negated());
        } else if (divisor.low < 0.0) {
            return ANY;
        }
        double most = divisor.low == 0.0 ? Double.POSITIVE_INFINITY : 1.0 / divisor.low;
        double least = 1.0 / divisor.high;
        Range share = times(new Range(least, most));
        // A quotient and a product with the reciprocal may round apart by a unit in the last place.
        return new Range(outward(share.low, -1), outward(share.high, 1));
    }

    Range least(Range other) {
        return isNone() || other.isNone() ? NONE : new Range(Math.min(low, other.low), Math.min(high, other.high));
    }

    Range most(Range other) {
        return isNone() || other.isNone() ? NONE : new Range(Math.max(low, other.low), Math.max(high, other.high));
    }

    Range size() {
        if (isNone() || low >= 0.0) {
            return this;
        }
        return high <= 0.0 ? negated() : new Range(0.0, Math.max(-low, high));
    }

    /** {@code between 0 and 100}, {@code at least 0}. */
    String text() {
        if (isNone()) {
            return "undefined";
        } else if (low == high) {
            return Numbers.text(low);
        } else if (Double.isInfinite(low) || Double.isInfinite(high)) {
            return Double.isInfinite(low) ? "at most " + Numbers.text(high) : atLeast();
        }
        return "between " + Numbers.text(low) + " and " + Numbers.text(high);
    }

    private String atLeast() {
        return low == Double.MIN_VALUE ? "above 0" : "at least " + Numbers.text(low);
    }

    private static Range hull(double low, double high) {
        return new Range(
                Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high);
    }

    /** The ends are no numbers, so 0 times an infinite end is 0. */
    private static double product(double a, double b) {
        return a == 0.0 || b == 0.0 ? 0.0 : a * b;
    }

    private static double outward(double x, int direction) {
        if (x == 0.0 || Double.isInfinite(x)) {
            return x;
        }
        return direction < 0 ? Math.nextDown(x) : Math.nextUp(x);
    }
}
