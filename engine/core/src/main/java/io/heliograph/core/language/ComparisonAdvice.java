package io.heliograph.core.language;

/** Says of a comparison or crossing why it can never be TRUE, or never FALSE, or what makes it a matter of chance. */
final class ComparisonAdvice {
    private final StepWriter steps;
    private final Verdicts verdicts;
    private final Exactness exactness;

    ComparisonAdvice(StepWriter steps, Verdicts verdicts) {
        this.steps = steps;
        this.verdicts = verdicts;
        this.exactness = new Exactness(steps);
    }

    /** What to say of a comparison, null for nothing. */
    String comparison(Step step, String operator) {
        int a = step.input(0);
        int b = step.input(1);
        return switch (verdicts.of(step.slot())) {
            case NEVER -> "never true: " + reason(a, b);
            case ALWAYS -> "always true: " + reason(a, b);
            case OPEN -> equality(step, operator, a, b);
        };
    }

    /** What to say of a crossing or a run, null for nothing. */
    String call(Step step) {
        if (verdicts.of(step.slot()) != Verdict.NEVER) {
            return null;
        }
        if (step.inputCount() == 1) {
            return "never true: " + steps.text(step.input(0)) + " does not change";
        }
        return "never true: " + reason(step.input(0), step.input(1));
    }

    private String reason(int a, int b) {
        Order order = verdicts.order();
        if (isUndefined(a) || isUndefined(b)) {
            return steps.text(isUndefined(a) ? a : b) + " is never defined";
        } else if (isConstant(a) && isConstant(b)) {
            return "both sides are constants";
        } else if (a == b) {
            return "both sides are " + steps.text(a);
        } else if (isApart(a, b)) {
            int bounded = isConstant(a) || !verdicts.ranges().of(a).isBounded() ? b : a;
            return steps.text(bounded) + " is always "
                    + verdicts.ranges().of(bounded).text();
        } else if (order.isAtMost(a, b)) {
            return included(a, b);
        }
        return included(b, a);
    }

    private String included(int lower, int upper) {
        String never = steps.text(lower) + " is never above " + steps.text(upper);
        int window = isWindow(upper) ? upper : isWindow(lower) ? lower : -1;
        if (window < 0) {
            return never;
        }
        return never + ", which includes this bar: write " + steps.text(window) + "[1] for the bars before";
    }

    private boolean isWindow(int slot) {
        Step step = steps.step(slot);
        int output = slot - step.slot();
        return Bands.isWindowTop(step, output) || Bands.isWindowBottom(step, output);
    }

    private boolean isApart(int a, int b) {
        Range x = verdicts.ranges().of(a);
        Range y = verdicts.ranges().of(b);
        return x.high() <= y.low() || y.high() <= x.low();
    }

    private boolean isUndefined(int slot) {
        return verdicts.ranges().of(slot).isNone();
    }

    private boolean isConstant(int slot) {
        return steps.step(slot).operation() == Operation.NUMBER;
    }

    /** Of numbers that are computed; the ends of a range are reached exactly, and so is a difference of 0. */
    private String equality(Step step, String operator, int a, int b) {
        boolean isEqual = step.operation() == Operation.EQUAL;
        if (!isEqual && step.operation() != Operation.NOT_EQUAL) {
            return null;
        }
        if (isReached(a, b, isEqual) || isReached(b, a, isEqual)) {
            return null;
        }
        String chance = isEqual ? "is true only by chance" : "is false only by chance";
        return "'" + operator + "' between computed numbers " + chance + ": write abs(x - y) " + (isEqual ? "<" : ">=")
                + " a distance";
    }

    private boolean isReached(int x, int y, boolean isEqual) {
        if (exactness.isExact(x) && exactness.isExact(y)) {
            return true;
        } else if (!isConstant(y)) {
            return false;
        }
        double constant = steps.step(y).constant(0);
        Range range = verdicts.ranges().of(x);
        return constant == range.low()
                || constant == range.high()
                || constant == 0.0 && (!isEqual || exactness.isDifference(x));
    }
}
