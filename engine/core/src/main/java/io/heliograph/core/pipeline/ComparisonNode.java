package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;

/** Compares two numbers at one bar; UNKNOWN where one is undefined or FLAT. */
final class ComparisonNode extends Node {
    private final Operation operation;
    private final boolean evaluatesFlat;

    ComparisonNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.operation = step.operation();
        this.evaluatesFlat = step.evaluatesFlat();
    }

    @Override
    void update(Slots slots, Moment moment) {
        if (!slots.isComparable(inputs[0], evaluatesFlat) || !slots.isComparable(inputs[1], evaluatesFlat)) {
            slots.condition(slot, Slots.UNKNOWN);
            return;
        }
        double x = slots.values[inputs[0]];
        double y = slots.values[inputs[1]];
        boolean truth = switch (operation) {
            case LESS -> x < y;
            case LESS_OR_EQUAL -> x <= y;
            case GREATER -> x > y;
            case GREATER_OR_EQUAL -> x >= y;
            case EQUAL -> x == y;
            case NOT_EQUAL -> x != y;
            default -> throw new IllegalStateException("operation=" + operation);
        };
        slots.truth(slot, truth);
    }
}
