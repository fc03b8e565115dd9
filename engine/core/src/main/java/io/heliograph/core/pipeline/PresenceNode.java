package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;

/** {@code coalesce}, {@code defined}, {@code flat}: what asks whether a number is there, and is never UNKNOWN. */
final class PresenceNode extends Node {
    private final Operation operation;

    PresenceNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.operation = step.operation();
    }

    @Override
    void update(Slots slots, Moment moment) {
        int first = inputs[0];
        switch (operation) {
            case DEFINED -> slots.truth(slot, slots.isDefined(first));
            case FLAT -> slots.truth(slot, slots.isFlat(first));
            case COALESCE -> {
                int chosen = slots.isDefined(first) ? first : inputs[1];
                slots.values[slot] = slots.values[chosen];
                slots.flags[slot] = slots.flags[chosen];
            }
            default -> throw new IllegalStateException("operation=" + operation);
        }
    }

    /** {@code defined} waits for nothing, {@code coalesce} for the earlier one. */
    @Override
    int inputAge(int[] ages) {
        return switch (operation) {
            case DEFINED -> Slots.ALWAYS;
            case COALESCE -> Math.max(ages[inputs[0]], ages[inputs[1]]);
            default -> super.inputAge(ages);
        };
    }

    @Override
    boolean inputsConverge(Slots slots) {
        return switch (operation) {
            case DEFINED -> true;
            case COALESCE -> slots.canConverge[inputs[0]] || slots.canConverge[inputs[1]];
            default -> super.inputsConverge(slots);
        };
    }
}
