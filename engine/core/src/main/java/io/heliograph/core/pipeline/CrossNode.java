package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/** A crossing of two numbers between the bar before and this one; UNKNOWN where one of the four cannot be compared. */
final class CrossNode extends Node {
    private final Operation operation;
    private final boolean evaluatesFlat;

    private double x = Double.NaN;
    private double y = Double.NaN;

    /** Of the bar before, for those who ask why; nothing is decided by them, so they are not saved. */
    private double beforeX = Double.NaN;

    private double beforeY = Double.NaN;

    CrossNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.operation = step.operation();
        this.evaluatesFlat = step.evaluatesFlat();
    }

    /** What cannot be compared is kept as undefined, so the bar before needs no flags. */
    @Override
    void update(Slots slots, Moment moment) {
        beforeX = x;
        beforeY = y;
        x = slots.isComparable(inputs[0], evaluatesFlat) ? slots.values[inputs[0]] : Double.NaN;
        y = slots.isComparable(inputs[1], evaluatesFlat) ? slots.values[inputs[1]] : Double.NaN;
        if (x != x || y != y || beforeX != beforeX || beforeY != beforeY) {
            slots.condition(slot, Slots.UNKNOWN);
            return;
        }
        boolean above = x > y && beforeX <= beforeY;
        boolean below = x < y && beforeX >= beforeY;
        boolean truth = switch (operation) {
            case CROSS_ABOVE -> above;
            case CROSS_BELOW -> below;
            case CROSS -> above || below;
            default -> throw new IllegalStateException("operation=" + operation);
        };
        slots.truth(slot, truth);
    }

    /** The two numbers of the bar before the latest. */
    double[] before() {
        return new double[] {beforeX, beforeY};
    }

    @Override
    void save(StateSink sink) {
        sink.putDouble(x);
        sink.putDouble(y);
    }

    @Override
    void restore(StateSource source) {
        x = source.getDouble();
        y = source.getDouble();
    }
}
