package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;

/** A constant, or a value of the context that is written from outside; always ready. */
final class LeafNode extends Node {
    LeafNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
    }

    @Override
    void update(Slots slots, Moment moment) {
        throw new IllegalStateException("a constant has no bars: " + step.text());
    }

    @Override
    void clear(Slots slots) {
        super.clear(slots);
        slots.readyAges[slot] = Slots.ALWAYS;
        slots.convergedAges[slot] = Slots.ALWAYS;
        slots.canConverge[slot] = true;
        if (step.operation() == Operation.NUMBER) {
            slots.number(slot, step.constant(0), false);
        } else if (step.operation() == Operation.TRUTH) {
            slots.truth(slot, step.constant(0) != 0.0);
        }
    }
}
