package io.heliograph.core.language;

import java.util.Map;
import java.util.TreeMap;

/** What the numbers of a plan can be, worked out slot by slot from series, constants and the table of outputs. */
final class Ranges {
    private static final double MINUTES_OF_A_DAY = 1_440.0;

    private final StepWriter steps;
    private final Range side;
    private final Map<Integer, Range> bySlot = new TreeMap<>();

    /** {@code side}: of the signal, where only one is thought of. */
    Ranges(StepWriter steps, Range side) {
        this.steps = steps;
        this.side = side;
    }

    /** The range of a number's slot. */
    Range of(int slot) {
        Range known = bySlot.get(slot);
        if (known == null) {
            known = work(steps.step(slot), slot);
            bySlot.put(slot, known);
        }
        return known;
    }

    private Range work(Step step, int slot) {
        return switch (step.operation()) {
            case SERIES -> series(Series.values()[(int) step.constant(0)]);
            case NUMBER -> Range.point(step.constant(0));
            case CONTEXT -> context(Context.values()[(int) step.constant(0)]);
            case LARGER, HISTORY -> input(step, 0);
            case NEGATE -> input(step, 0).negated();
            case ADD -> input(step, 0).plus(input(step, 1));
            case SUBTRACT ->
                step.input(0) == step.input(1)
                        ? Range.point(0.0)
                        : input(step, 0).plus(input(step, 1).negated());
            case MULTIPLY -> input(step, 0).times(input(step, 1));
            case DIVIDE -> input(step, 0).over(input(step, 1));
            case REMAINDER -> remainder(input(step, 0), input(step, 1));
            case IF -> input(step, 1).or(input(step, 2));
            case COALESCE -> input(step, 0).or(input(step, 1));
            case VALUE_WHEN -> input(step, 1);
            case MIN, MAX, CLAMP -> chosen(step);
            case SERIES_KERNEL, WEIGHTED_KERNEL, BAR_KERNEL -> indicator(step, slot - step.slot());
            default -> step.isCondition() ? Range.ANY : function(step);
        };
    }

    private Range function(Step step) {
        Range x = step.operation() == Operation.COUNT || step.operation() == Operation.BARS_SINCE
                ? Range.ANY
                : input(step, 0);
        if (x.isNone()) {
            return Range.NONE;
        }
        return switch (step.operation()) {
            case ABS -> x.size();
            case SIGN -> new Range(Math.signum(x.low()), Math.signum(x.high()));
            case SQRT ->
                x.high() < 0.0 ? Range.NONE : new Range(Math.sqrt(Math.max(0.0, x.low())), Math.sqrt(x.high()));
            case LOG -> x.high() <= 0.0 ? Range.NONE : Range.ANY;
            case EXP, BARS_SINCE -> Range.NOT_NEGATIVE;
            case FLOOR -> new Range(Math.floor(x.low()), Math.floor(x.high()));
            case CEIL -> new Range(Math.ceil(x.low()), Math.ceil(x.high()));
            case ROUND -> new Range(Math.rint(x.low()), Math.rint(x.high()));
            case POW -> power(x, input(step, 1));
            case COUNT -> new Range(0.0, step.constant(0));
            case SUM -> x.low() >= 0.0 ? Range.NOT_NEGATIVE : Range.ANY;
            default -> Range.ANY;
        };
    }

    private Range chosen(Step step) {
        Range chosen = input(step, 0);
        for (int i = 1; i < step.inputCount(); i++) {
            Range next = input(step, i);
            boolean takesMost = step.operation() == Operation.MAX || step.operation() == Operation.CLAMP && i == 1;
            chosen = takesMost ? chosen.most(next) : chosen.least(next);
        }
        return chosen;
    }

    private Range indicator(Step step, int output) {
        Definition definition = step.definition();
        String name = definition.outputs().isEmpty() ? "" : definition.outputs().get(output);
        OutputRanges.Rule rule = OutputRanges.of(definition.name(), name);
        return rule.isOfInput() ? input(step, 0) : rule.range();
    }

    private Range input(Step step, int index) {
        return of(step.input(index));
    }

    private Range context(Context context) {
        return switch (context) {
            case SIDE -> side;
            case ENTRY -> Range.POSITIVE;
            case BARS_HELD -> Range.NOT_NEGATIVE;
        };
    }

    private static Range series(Series series) {
        return switch (series) {
            case OPEN, HIGH, LOW, CLOSE, HL2, HLC3, OHLC4, WAP -> Range.POSITIVE;
            case VOLUME, TRADES -> Range.NOT_NEGATIVE;
            case UTC_MINUTE -> new Range(0.0, MINUTES_OF_A_DAY - 1);
            case UTC_WEEKDAY -> new Range(1.0, 7.0);
        };
    }

    /** The sign of what is divided, and smaller than the divisor. */
    private static Range remainder(Range x, Range divisor) {
        if (x.isNone() || divisor.isNone()) {
            return Range.NONE;
        }
        double most = Math.max(Math.abs(divisor.low()), Math.abs(divisor.high()));
        return new Range(x.low() >= 0.0 ? 0.0 : -most, x.high() <= 0.0 ? 0.0 : most);
    }

    private static Range power(Range base, Range exponent) {
        boolean isSquare = exponent.low() == exponent.high() && exponent.low() % 2 == 0.0;
        return base.low() >= 0.0 || isSquare ? Range.NOT_NEGATIVE : Range.ANY;
    }
}
