package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;

/** An operation or a function of numbers at one bar: undefined where an operand is, FLAT where one is. */
final class ArithmeticNode extends Node {
    private final Operation operation;

    ArithmeticNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.operation = step.operation();
    }

    @Override
    void update(Slots slots, Moment moment) {
        double x = slots.values[inputs[0]];
        boolean isDefined = x == x;
        boolean flat = slots.flags[inputs[0]] == Slots.FLAT;
        for (int i = 1; i < inputs.length; i++) {
            isDefined &= slots.isDefined(inputs[i]);
            flat |= slots.isFlat(inputs[i]);
        }
        if (isDefined) {
            slots.number(slot, answer(slots.values, x), flat);
        } else {
            slots.undefine(slot);
        }
    }

    private double answer(double[] values, double x) {
        return switch (operation) {
            case NEGATE -> -x;
            case ADD -> x + values[inputs[1]];
            case SUBTRACT -> x - values[inputs[1]];
            case MULTIPLY -> x * values[inputs[1]];
            case DIVIDE -> x / values[inputs[1]];
            case REMAINDER -> x % values[inputs[1]];
            case ABS -> Math.abs(x);
            case SIGN -> x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0;
            case SQRT -> Math.sqrt(x);
            case LOG -> x > 0.0 ? StrictMath.log(x) : Double.NaN;
            case EXP -> StrictMath.exp(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> StrictMath.rint(x);
            case POW -> StrictMath.pow(x, values[inputs[1]]);
            case CLAMP -> Math.min(Math.max(x, values[inputs[1]]), values[inputs[2]]);
            case MIN -> least(values, x);
            case MAX -> most(values, x);
            default -> throw new IllegalStateException("operation=" + operation);
        };
    }

    private double least(double[] values, double x) {
        double least = x;
        for (int i = 1; i < inputs.length; i++) {
            least = Math.min(least, values[inputs[i]]);
        }
        return least;
    }

    private double most(double[] values, double x) {
        double most = x;
        for (int i = 1; i < inputs.length; i++) {
            most = Math.max(most, values[inputs[i]]);
        }
        return most;
    }
}
