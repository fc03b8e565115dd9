package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.ArrayList;
import java.util.List;

/** Adds the steps of one strategy to its plan, with their look-back and a text for people. */
final class StepWriter {
    private static final int LONGEST_TEXT = 100;

    private final PlanBuilder plan;
    private final boolean evaluatesFlat;

    StepWriter(PlanBuilder plan, boolean evaluatesFlat) {
        this.plan = plan;
        this.evaluatesFlat = evaluatesFlat;
    }

    Step step(int slot) {
        return plan.step(slot);
    }

    /** The slot of a bound number or condition; a constant gets one. */
    int slot(Bound bound) {
        if (bound instanceof Bound.Constant constant) {
            StepDraft draft = new StepDraft(Operation.NUMBER, null, Numbers.text(constant.value()));
            return plan.add(draft.constants(constant.value())).slot();
        } else if (bound instanceof Bound.Number number) {
            return number.slot();
        } else if (bound instanceof Bound.Condition condition) {
            return condition.slot();
        }
        throw new IllegalStateException("a record has no slot of its own");
    }

    Bound truth(boolean value) {
        StepDraft draft = new StepDraft(Operation.TRUTH, null, Boolean.toString(value));
        return new Bound.Condition(
                plan.add(draft.constants(value ? 1.0 : 0.0).condition(true)).slot());
    }

    Bound series(Series series, Timeframe timeframe) {
        StepDraft draft = new StepDraft(Operation.SERIES, timeframe, series.word());
        return new Bound.Number(plan.add(draft.constants(series.ordinal())).slot());
    }

    Bound context(Context context, Timeframe timeframe) {
        StepDraft draft = new StepDraft(Operation.CONTEXT, timeframe, context.word());
        draft.isContext = true;
        return new Bound.Number(plan.add(draft.constants(context.ordinal())).slot());
    }

    Bound larger(Bound base, Timeframe own, Timeframe larger) {
        int slot = slot(base);
        StepDraft draft = new StepDraft(Operation.LARGER, own, cut(operand(slot) + " @ " + larger));
        return typed(base, plan.add(draft.inputs(slot).condition(base instanceof Bound.Condition)));
    }

    Bound history(Bound base, int bars, Timeframe timeframe) {
        int slot = slot(base);
        StepDraft draft = new StepDraft(Operation.HISTORY, timeframe, cut(operand(slot) + "[" + bars + "]"));
        draft.constants(bars).lookBack(bars).state(bars);
        return typed(base, plan.add(draft.inputs(slot).condition(base instanceof Bound.Condition)));
    }

    Bound negate(Bound operand, Timeframe timeframe) {
        int slot = slot(operand);
        StepDraft draft = new StepDraft(Operation.NEGATE, timeframe, cut("-" + operand(slot)));
        return new Bound.Number(plan.add(draft.inputs(slot)).slot());
    }

    Bound not(Bound operand, Timeframe timeframe) {
        int slot = slot(operand);
        StepDraft draft = new StepDraft(Operation.NOT, timeframe, cut("not " + operand(slot)));
        return new Bound.Condition(plan.add(draft.inputs(slot).condition(true)).slot());
    }

    /** Two operands around an operator. */
    Bound binary(
            Operation operation, String operator, Bound left, Bound right, boolean isCondition, Timeframe timeframe) {
        int a = slot(left);
        int b = slot(right);
        StepDraft draft = new StepDraft(operation, timeframe, cut(operand(a) + " " + operator + " " + operand(b)));
        draft.evaluatesFlat = evaluatesFlat && operation.compares();
        int slot = plan.add(draft.inputs(a, b).condition(isCondition)).slot();
        return isCondition ? new Bound.Condition(slot) : new Bound.Number(slot);
    }

    /** A function of the table; {@code n} is its whole-number argument, 0 where it has none. */
    Bound function(Definition definition, List<Bound> arguments, int n, boolean isCondition, Timeframe timeframe) {
        Operation operation = definition.operation();
        int[] inputs = new int[arguments.size()];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = slot(arguments.get(i));
            texts.add(text(inputs[i]));
        }
        if (n > 0) {
            texts.add(Integer.toString(n));
        }
        String text = cut(definition.name() + "(" + String.join(", ", texts) + ")");
        StepDraft draft =
                new StepDraft(operation, timeframe, text).inputs(inputs).condition(isCondition);
        draft.evaluatesFlat = evaluatesFlat && operation.compares();
        if (n > 0) {
            draft.constants(n);
        }
        draft.lookBack(lookBack(operation, n)).state(state(operation, n));
        int slot = plan.add(draft).slot();
        return isCondition ? new Bound.Condition(slot) : new Bound.Number(slot);
    }

    Step add(StepDraft draft) {
        return plan.add(draft);
    }

    /** How a person would write what a slot holds. */
    String text(int slot) {
        Step step = plan.step(slot);
        return step.text(slot - step.slot());
    }

    static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
    }

    /** The same, in parentheses where it is an operation between signs. */
    private String operand(int slot) {
        return switch (plan.step(slot).operation()) {
            case NEGATE, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, LARGER, AND, OR, NOT -> "(" + text(slot) + ")";
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> "(" + text(slot) + ")";
            default -> text(slot);
        };
    }

    private static Bound typed(Bound like, Step step) {
        return like instanceof Bound.Condition ? new Bound.Condition(step.slot()) : new Bound.Number(step.slot());
    }

    private static int lookBack(Operation operation, int n) {
        return switch (operation) {
            case CROSS, CROSS_ABOVE, CROSS_BELOW -> 1;
            case RISING, FALLING -> n;
            case WITHIN, ALWAYS, COUNT, SUM -> n - 1;
            default -> 0;
        };
    }

    private static int state(Operation operation, int n) {
        return switch (operation) {
            case CROSS, CROSS_ABOVE, CROSS_BELOW -> 2;
            case RISING, FALLING, BARS_SINCE, VALUE_WHEN, WITHIN, ALWAYS -> 1;
            case COUNT, SUM -> n;
            default -> 0;
        };
    }
}
