package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/** What its input was k bars before; undefined or UNKNOWN where there was no such bar. */
final class HistoryNode extends Node {
    private final double[] values;
    private final byte[] flags;

    private int next;

    HistoryNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        int bars = (int) step.constant(0);
        this.values = new double[step.isCondition() ? 0 : bars];
        this.flags = new byte[bars];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(flags, step.isCondition() ? Slots.UNKNOWN : 0);
    }

    @Override
    void update(Slots slots, Moment moment) {
        int from = inputs[0];
        if (values.length > 0) {
            slots.values[slot] = values[next];
            values[next] = slots.values[from];
        }
        slots.flags[slot] = flags[next];
        flags[next] = slots.flags[from];
        next = next + 1 == flags.length ? 0 : next + 1;
    }

    @Override
    void save(StateSink sink) {
        Rings.save(sink, values, flags, next);
    }

    @Override
    void restore(StateSource source) {
        next = Rings.restore(source, values, flags);
    }
}
