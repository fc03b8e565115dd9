package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * What a node of a larger timeframe said at its latest bar.
 *
 * <p>The larger timeframe's bars of the same end are worked off first, so its slot is the right one. Its readiness counts
 * bars of that timeframe; how long it has been ready is counted here in bars of this one.
 */
final class LargerNode extends Node {
    private int readyBars;
    private int convergedBars;

    LargerNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
    }

    @Override
    void update(Slots slots, Moment moment) {
        int from = inputs[0];
        slots.values[slot] = slots.values[from];
        slots.flags[slot] = slots.flags[from];
        if (slots.readyAges[from] > 0 && readyBars < Slots.ALWAYS) {
            readyBars++;
        }
        if (slots.convergedAges[from] > 0 && convergedBars < Slots.ALWAYS) {
            convergedBars++;
        }
    }

    @Override
    boolean age(Slots slots) {
        slots.readyAges[slot] = readyBars;
        slots.convergedAges[slot] = convergedBars;
        return readyBars > 0 && (convergedBars > 0 || !slots.canConverge[slot]);
    }

    @Override
    void save(StateSink sink) {
        sink.putLong(readyBars);
        sink.putLong(convergedBars);
    }

    @Override
    void restore(StateSource source) {
        readyBars = (int) source.getLong();
        convergedBars = (int) source.getLong();
    }
}
