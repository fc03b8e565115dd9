package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;

/** {@code and}, {@code or}, {@code not} of conditions at one bar. */
final class LogicNode extends Node {
    private final Operation operation;

    LogicNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.operation = step.operation();
    }

    @Override
    void update(Slots slots, Moment moment) {
        byte a = slots.flags[inputs[0]];
        byte code = switch (operation) {
            case AND -> Kleene.and(a, slots.flags[inputs[1]]);
            case OR -> Kleene.or(a, slots.flags[inputs[1]]);
            case NOT -> Kleene.not(a);
            default -> throw new IllegalStateException("operation=" + operation);
        };
        slots.condition(slot, code);
    }
}
