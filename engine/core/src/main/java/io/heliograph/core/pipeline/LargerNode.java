package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * What a node of a larger timeframe said at its latest bar, which ends with this bar or before.
 *
 * <p>The larger timeframe's bars of the same end are worked off first, so its slot is the right one. Where others publish
 * bars, one may come after a larger one that ends later: what was said before that one is gone, so the value is undefined,
 * never that of a bar to come. Its readiness counts bars of that timeframe; how long it has been ready is counted here in
 * bars of this one.
 */
final class LargerNode extends Node {
    private Timeline larger;

    private int readyBars;
    private int convergedBars;

    LargerNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
    }

    /** Learns the timeline of its input; null where that is the same on every bar. */
    void follow(Timeline larger) {
        this.larger = larger;
    }

    @Override
    void update(Slots slots, Moment moment) {
        int from = inputs[0];
        if (larger != null && larger.end() > moment.bar.end()) {
            slots.values[slot] = Double.NaN;
            slots.flags[slot] = step.isCondition() ? Slots.UNKNOWN : 0;
        } else {
            slots.values[slot] = slots.values[from];
            slots.flags[slot] = slots.flags[from];
        }
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
