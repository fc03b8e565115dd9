package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/** {@code bars_since(c)}, {@code value_when(c, x)}: the latest bar on which c was TRUE; undefined before the first. */
final class LastTruthNode extends Node {
    private final boolean countsBars;

    private double value = Double.NaN;
    private byte flag;

    LastTruthNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.countsBars = step.operation() == Operation.BARS_SINCE;
    }

    @Override
    void update(Slots slots, Moment moment) {
        if (slots.flags[inputs[0]] == Slots.TRUE) {
            value = countsBars ? 0.0 : slots.values[inputs[1]];
            flag = countsBars ? 0 : slots.flags[inputs[1]];
        } else if (countsBars && value == value) {
            value += 1.0;
        }
        slots.values[slot] = value;
        slots.flags[slot] = flag;
    }

    @Override
    void save(StateSink sink) {
        sink.putDouble(value);
        sink.putLong(flag);
    }

    @Override
    void restore(StateSource source) {
        value = source.getDouble();
        flag = (byte) source.getLong();
    }
}
