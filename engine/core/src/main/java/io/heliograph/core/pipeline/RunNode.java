package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * {@code rising(x, n)}, {@code falling(x, n)}: n steps in a row upwards, or downwards.
 *
 * <p>Two counters say it all: for how many bars x could be compared, and how many steps in a row went the right way.
 * UNKNOWN stands before FALSE: with one of the n+1 values missing nothing is said.
 */
final class RunNode extends Node {
    private final boolean isRising;
    private final boolean evaluatesFlat;
    private final int n;

    private double before = Double.NaN;
    private int comparable;
    private int steps;

    RunNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.isRising = step.operation() == Operation.RISING;
        this.evaluatesFlat = step.evaluatesFlat();
        this.n = (int) step.constant(0);
    }

    @Override
    void update(Slots slots, Moment moment) {
        if (!slots.isComparable(inputs[0], evaluatesFlat)) {
            before = Double.NaN;
            comparable = 0;
            steps = 0;
            slots.condition(slot, Slots.UNKNOWN);
            return;
        }
        double x = slots.values[inputs[0]];
        boolean goesOn = isRising ? x > before : x < before;
        steps = goesOn ? Math.min(n, steps + 1) : 0;
        comparable = Math.min(n + 1, comparable + 1);
        before = x;
        if (comparable <= n) {
            slots.condition(slot, Slots.UNKNOWN);
        } else {
            slots.truth(slot, steps == n);
        }
    }

    @Override
    void save(StateSink sink) {
        sink.putDouble(before);
        sink.putLong(comparable);
        sink.putLong(steps);
    }

    @Override
    void restore(StateSource source) {
        before = source.getDouble();
        comparable = (int) source.getLong();
        steps = (int) source.getLong();
    }
}
