package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/**
 * {@code sum(x, n)}: the last n values, added from the oldest to the newest; undefined where one is undefined or missing.
 *
 * <p>Added afresh at every bar: a running sum would drift, and a bar of the window costs less than a nanosecond.
 */
final class WindowSumNode extends Node {
    private final double[] values;
    private final byte[] flags;

    private int next;

    WindowSumNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        int n = (int) step.constant(0);
        this.values = new double[n];
        this.flags = new byte[n];
        Arrays.fill(values, Double.NaN);
    }

    @Override
    void update(Slots slots, Moment moment) {
        values[next] = slots.values[inputs[0]];
        flags[next] = slots.flags[inputs[0]];
        next = next + 1 == values.length ? 0 : next + 1;
        double sum = 0.0;
        int flat = 0;
        for (int i = next; i < values.length; i++) {
            sum += values[i];
            flat |= flags[i];
        }
        for (int i = 0; i < next; i++) {
            sum += values[i];
            flat |= flags[i];
        }
        slots.number(slot, sum, flat != 0);
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
