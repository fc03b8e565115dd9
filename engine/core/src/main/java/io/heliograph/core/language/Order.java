package io.heliograph.core.language;

/**
 * Proves of two numbers of a plan that one is never above the other on the same bar, wherever both are defined.
 *
 * <p>What is not proved may still be so. A proof looks at the ranges, at bars (low is never above close), at windows
 * that include the current bar, and at sums, products and choices; it gives up after {@link #MOST_LOOKS} looks.
 */
final class Order {
    private static final int MOST_LOOKS = 400;

    private final StepWriter steps;
    private final Ranges ranges;
    private final Verdicts verdicts;

    private int looks;

    Order(StepWriter steps, Ranges ranges, Verdicts verdicts) {
        this.steps = steps;
        this.ranges = ranges;
        this.verdicts = verdicts;
    }

    /** Whether a is never above b. */
    boolean isAtMost(int a, int b) {
        int outer = looks;
        looks = MOST_LOOKS;
        boolean isProved = proves(a, b);
        looks = outer;
        return isProved;
    }

    private boolean proves(int a, int b) {
        if (a == b) {
            return true;
        } else if (--looks < 0) {
            return false;
        }
        return ranges.of(a).high() <= ranges.of(b).low() || together(a, b) || isBelow(a, b) || isAbove(b, a);
    }

    /** Both sides are made alike. */
    private boolean together(int a, int b) {
        Step x = steps.step(a);
        Step y = steps.step(b);
        if (x == y) {
            int rank = Bands.rank(x, a - x.slot());
            return rank > 0 && rank < Bands.rank(y, b - y.slot());
        } else if (x.timeframe() == null || !x.timeframe().equals(y.timeframe()) || x.operation() != y.operation()) {
            return false;
        }
        return switch (x.operation()) {
            case SERIES -> isBelow(series(x), series(y));
            case HISTORY -> x.constant(0) == y.constant(0) && proves(x.input(0), y.input(0));
            case LARGER -> {
                Step inside = steps.step(x.input(0));
                boolean isSame = inside.timeframe() != null
                        && inside.timeframe().equals(steps.step(y.input(0)).timeframe());
                yield isSame && proves(x.input(0), y.input(0));
            }
            default -> false;
        };
    }

    /** By what b is made of: something that a is not above, and b is not below. */
    private boolean isBelow(int a, int b) {
        Step y = steps.step(b);
        return switch (y.operation()) {
            case MAX -> any(y, input -> proves(a, input));
            case MIN -> !any(y, input -> !proves(a, input));
            case CLAMP -> (proves(a, y.input(0)) || proves(a, y.input(1))) && proves(a, y.input(2));
            case IF -> branches(y, input -> proves(a, input));
            case COALESCE -> proves(a, y.input(0)) && proves(a, y.input(1));
            case ABS, CEIL -> proves(a, y.input(0));
            case ADD -> grows(y.input(1)) && proves(a, y.input(0)) || grows(y.input(0)) && proves(a, y.input(1));
            case SUBTRACT -> shrinks(y.input(1)) && proves(a, y.input(0));
            case MULTIPLY ->
                widens(y.input(0), y.input(1)) && proves(a, y.input(0))
                        || widens(y.input(1), y.input(0)) && proves(a, y.input(1));
            case SERIES_KERNEL, BAR_KERNEL ->
                Bands.isWindowTop(y, b - y.slot()) && window(y, a, input -> proves(input, top(y)));
            default -> false;
        };
    }

    /** By what a is made of: something that b is not below, and a is not above. */
    private boolean isAbove(int b, int a) {
        Step x = steps.step(a);
        return switch (x.operation()) {
            case MIN -> any(x, input -> proves(input, b));
            case MAX -> !any(x, input -> !proves(input, b));
            case CLAMP -> proves(x.input(2), b) || proves(x.input(0), b) && proves(x.input(1), b);
            case IF -> branches(x, input -> proves(input, b));
            case COALESCE -> proves(x.input(0), b) && proves(x.input(1), b);
            case FLOOR -> proves(x.input(0), b);
            case ADD -> shrinks(x.input(1)) && proves(x.input(0), b) || shrinks(x.input(0)) && proves(x.input(1), b);
            case SUBTRACT -> grows(x.input(1)) && proves(x.input(0), b);
            case MULTIPLY ->
                narrows(x.input(0), x.input(1)) && proves(x.input(0), b)
                        || narrows(x.input(1), x.input(0)) && proves(x.input(1), b);
            case SERIES_KERNEL, BAR_KERNEL ->
                Bands.isWindowBottom(x, a - x.slot()) && window(x, b, input -> proves(bottom(x), input));
            default -> false;
        };
    }

    private interface Claim {
        boolean holds(int slot);
    }

    private static boolean any(Step step, Claim claim) {
        for (int i = 0; i < step.inputCount(); i++) {
            if (claim.holds(step.input(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean branches(Step step, Claim claim) {
        Verdict verdict = verdicts.of(step.input(0));
        return (verdict == Verdict.NEVER || claim.holds(step.input(1)))
                && (verdict == Verdict.ALWAYS || claim.holds(step.input(2)));
    }

    /** A window holds this bar's input, and that of the bars before it up to its length. */
    private boolean window(Step step, int other, Claim claim) {
        Step outside = steps.step(other);
        if (step.timeframe() == null || !step.timeframe().equals(outside.timeframe())) {
            return false;
        }
        boolean isInside = outside.operation() == Operation.HISTORY && outside.constant(0) < Bands.length(step);
        return claim.holds(other) || isInside && claim.holds(outside.input(0));
    }

    private int top(Step window) {
        return Bands.isOverBars(window) ? series(Series.HIGH, window) : window.input(0);
    }

    private int bottom(Step window) {
        return Bands.isOverBars(window) ? series(Series.LOW, window) : window.input(0);
    }

    private int series(Series series, Step like) {
        return steps.slot(steps.series(series, like.timeframe()));
    }

    private boolean grows(int slot) {
        return ranges.of(slot).low() >= 0.0;
    }

    private boolean shrinks(int slot) {
        return ranges.of(slot).high() <= 0.0;
    }

    private boolean widens(int slot, int factor) {
        return ranges.of(slot).low() >= 0.0 && ranges.of(factor).low() >= 1.0;
    }

    private boolean narrows(int slot, int factor) {
        return ranges.of(slot).low() >= 0.0 && ranges.of(factor).high() <= 1.0;
    }

    private static Series series(Step step) {
        return Series.values()[(int) step.constant(0)];
    }

    private static boolean isBelow(Series x, Series y) {
        return x == Series.LOW && isPrice(y) || y == Series.HIGH && isPrice(x);
    }

    private static boolean isPrice(Series series) {
        return switch (series) {
            case OPEN, HIGH, LOW, CLOSE, HL2, HLC3, OHLC4 -> true;
            case VOLUME, TRADES, WAP, UTC_MINUTE, UTC_WEEKDAY -> false;
        };
    }
}
