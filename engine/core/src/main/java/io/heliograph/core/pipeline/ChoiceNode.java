package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;

/** {@code if(c, a, b)}: the chosen branch with its flag; undefined or UNKNOWN where c is UNKNOWN. */
final class ChoiceNode extends Node {
    ChoiceNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
    }

    @Override
    void update(Slots slots, Moment moment) {
        byte condition = slots.flags[inputs[0]];
        if (condition == Slots.UNKNOWN) {
            slots.values[slot] = Double.NaN;
            slots.flags[slot] = step.isCondition() ? Slots.UNKNOWN : 0;
        } else {
            int chosen = inputs[condition == Slots.TRUE ? 1 : 2];
            slots.values[slot] = slots.values[chosen];
            slots.flags[slot] = slots.flags[chosen];
        }
    }
}
