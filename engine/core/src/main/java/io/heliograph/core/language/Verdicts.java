package io.heliograph.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says of the conditions of a plan whether they can be TRUE, and whether they can be FALSE.
 *
 * <p>NEVER means never TRUE, ALWAYS never FALSE: UNKNOWN may be among the answers of both. So a condition of undefined
 * operands is NEVER, and what is made of it by {@code not} is judged by itself.
 */
final class Verdicts {
    private static final int MOST_CONJUNCTS = 24;

    private final StepWriter steps;
    private final Ranges ranges;
    private final Order order;
    private final Map<Integer, Verdict> bySlot = new TreeMap<>();

    /** {@code side}: of the signal, where only one is thought of. */
    Verdicts(StepWriter steps, Range side) {
        this.steps = steps;
        this.ranges = new Ranges(steps, side);
        this.order = new Order(steps, ranges, this);
    }

    /** One comparison as {@code low < high}, or {@code low <= high}. */
    private record Comparison(int low, int high, boolean isStrict) {}

    Ranges ranges() {
        return ranges;
    }

    Order order() {
        return order;
    }

    /** The verdict on a condition's slot. */
    Verdict of(int slot) {
        Verdict known = bySlot.get(slot);
        if (known == null) {
            known = work(steps.step(slot));
            bySlot.put(slot, known);
        }
        return known;
    }

    private Verdict work(Step step) {
        return switch (step.operation()) {
            case TRUTH -> step.constant(0) == 1.0 ? Verdict.ALWAYS : Verdict.NEVER;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> comparison(step);
            case AND -> conjunction(step);
            case OR -> both(of(step.input(0)).not(), of(step.input(1)).not()).not();
            case NOT -> negation(step);
            case IF -> choice(step);
            case HISTORY, LARGER, WITHIN, ALWAYS -> of(step.input(0));
            case CROSS_ABOVE, CROSS_BELOW, CROSS -> crossing(step);
            case RISING, FALLING -> isFixed(step.input(0)) ? Verdict.NEVER : Verdict.OPEN;
            case DEFINED -> ranges.of(step.input(0)).isNone() ? Verdict.NEVER : Verdict.OPEN;
            default -> Verdict.OPEN;
        };
    }

    private Verdict comparison(Step step) {
        int a = step.input(0);
        int b = step.input(1);
        if (ranges.of(a).isNone() || ranges.of(b).isNone()) {
            return Verdict.NEVER;
        }
        return switch (step.operation()) {
            case LESS -> less(a, b);
            case GREATER -> less(b, a);
            case LESS_OR_EQUAL -> less(b, a).not();
            case GREATER_OR_EQUAL -> less(a, b).not();
            case EQUAL -> equal(a, b);
            default -> equal(a, b).not();
        };
    }

    private Verdict less(int a, int b) {
        if (order.isAtMost(b, a)) {
            return Verdict.NEVER;
        }
        return isBelow(a, b) ? Verdict.ALWAYS : Verdict.OPEN;
    }

    private Verdict equal(int a, int b) {
        if (a == b
                || isFixed(a)
                        && isFixed(b)
                        && ranges.of(a).low() == ranges.of(b).low()) {
            return Verdict.ALWAYS;
        }
        return isBelow(a, b) || isBelow(b, a) ? Verdict.NEVER : Verdict.OPEN;
    }

    private boolean isBelow(int a, int b) {
        return ranges.of(a).high() < ranges.of(b).low();
    }

    private boolean isFixed(int slot) {
        Range range = ranges.of(slot);
        return range.low() == range.high();
    }

    /** An operand that is never defined makes it UNKNOWN, and so does not make its opposite TRUE. */
    private Verdict negation(Step step) {
        Step operand = steps.step(step.input(0));
        boolean isUndefined = operand.operation().compares() && hasUndefined(operand);
        return isUndefined ? Verdict.NEVER : of(step.input(0)).not();
    }

    private boolean hasUndefined(Step step) {
        for (int i = 0; i < step.inputCount(); i++) {
            if (ranges.of(step.input(i)).isNone()) {
                return true;
            }
        }
        return false;
    }

    private Verdict choice(Step step) {
        Verdict condition = of(step.input(0));
        Verdict yes = condition == Verdict.NEVER ? null : of(step.input(1));
        Verdict no = condition == Verdict.ALWAYS ? null : of(step.input(2));
        if (yes == null || no == null) {
            return yes == null ? no : yes;
        }
        return yes == no ? yes : Verdict.OPEN;
    }

    private Verdict crossing(Step step) {
        int a = step.input(0);
        int b = step.input(1);
        boolean neverAbove = order.isAtMost(a, b) || isBelow(b, a);
        boolean neverBelow = order.isAtMost(b, a) || isBelow(a, b);
        if (ranges.of(a).isNone() || ranges.of(b).isNone()) {
            return Verdict.NEVER;
        }
        boolean never = switch (step.operation()) {
            case CROSS_ABOVE -> neverAbove;
            case CROSS_BELOW -> neverBelow;
            default -> neverAbove && neverBelow;
        };
        return never ? Verdict.NEVER : Verdict.OPEN;
    }

    private Verdict conjunction(Step step) {
        Verdict verdict = both(of(step.input(0)), of(step.input(1)));
        return verdict == Verdict.OPEN && contradicts(step) ? Verdict.NEVER : verdict;
    }

    private static Verdict both(Verdict a, Verdict b) {
        if (a == Verdict.NEVER || b == Verdict.NEVER) {
            return Verdict.NEVER;
        }
        return a == Verdict.ALWAYS && b == Verdict.ALWAYS ? Verdict.ALWAYS : Verdict.OPEN;
    }

    /** Whether a comparison of the left and one of the right exclude each other: {@code a < b <= c < d <= a}. */
    private boolean contradicts(Step conjunction) {
        List<Comparison> left = new ArrayList<>();
        List<Comparison> right = new ArrayList<>();
        collect(steps.step(conjunction.input(0)), left, new TreeSet<>());
        collect(steps.step(conjunction.input(1)), right, new TreeSet<>());
        for (Comparison one : left) {
            for (Comparison other : right) {
                boolean isStrict =
                        one.isStrict || other.isStrict || isBelow(one.high, other.low) || isBelow(other.high, one.low);
                if (isStrict && order.isAtMost(one.high, other.low) && order.isAtMost(other.high, one.low)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code seen}: slots looked at, because a definition may stand in many places of a conjunction. */
    private void collect(Step step, List<Comparison> into, Set<Integer> seen) {
        if (into.size() > MOST_CONJUNCTS || !seen.add(step.slot())) {
            return;
        }
        switch (step.operation()) {
            case AND -> {
                collect(steps.step(step.input(1)), into, seen);
                collect(steps.step(step.input(0)), into, seen);
            }
            case LESS, LESS_OR_EQUAL ->
                into.add(new Comparison(step.input(0), step.input(1), step.operation() == Operation.LESS));
            case GREATER, GREATER_OR_EQUAL ->
                into.add(new Comparison(step.input(1), step.input(0), step.operation() == Operation.GREATER));
            case EQUAL -> {
                into.add(new Comparison(step.input(0), step.input(1), false));
                into.add(new Comparison(step.input(1), step.input(0), false));
            }
            default -> {}
        }
    }
}
