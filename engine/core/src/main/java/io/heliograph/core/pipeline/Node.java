package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * One operation of an instrument: reads slots, writes its own, keeps what it must remember.
 *
 * <p>{@link #update} is called once at each bar of its timeframe, after its inputs. Subclasses write every output slot at
 * every update.
 */
abstract class Node {
    final Step step;
    final int slot;
    final int[] inputs;

    /** The timeline on whose bars it is updated; null for constants and values on demand. */
    Timeline timeline;

    /** Bars of the timeline before its first one; negative where it was fed history before the timeline began. */
    long born;

    /** Strategies that use it. */
    int users;

    Node(Step step, int slot, int[] inputs) {
        this.step = step;
        this.slot = slot;
        this.inputs = inputs;
    }

    /** Works out the outputs at this bar. */
    abstract void update(Slots slots, Moment moment);

    /** Writes what it remembers beside its slots. */
    void save(StateSink sink) {}

    /** Takes what {@link #save} of a node with the same key wrote. */
    void restore(StateSource source) {}

    /** Bars it has seen. */
    final long barsSeen() {
        return timeline == null ? Long.MAX_VALUE : timeline.bars() - born;
    }

    /** Before the first bar: undefined, UNKNOWN, not ready. */
    void clear(Slots slots) {
        for (int i = 0; i < step.outputs(); i++) {
            slots.values[slot + i] = Double.NaN;
            slots.flags[slot + i] = step.isCondition() ? Slots.UNKNOWN : 0;
            slots.readyAges[slot + i] = 0;
            slots.convergedAges[slot + i] = 0;
            slots.canConverge[slot + i] = step.settling(i) >= 0 && inputsConverge(slots);
        }
    }

    /** Counts the ages of the outputs from those of the inputs; answers whether nothing is left to wait for. */
    boolean age(Slots slots) {
        int seen = (int) Math.min(barsSeen(), Slots.ALWAYS);
        int ready = Math.min(seen, inputAge(slots.readyAges));
        int converged = Math.min(seen, inputAge(slots.convergedAges));
        boolean settled = true;
        for (int i = 0; i < step.outputs(); i++) {
            boolean canConverge = slots.canConverge[slot + i];
            slots.readyAges[slot + i] = ready - step.lookBack(i);
            slots.convergedAges[slot + i] = canConverge ? converged - step.settling(i) : 0;
            settled &= slots.readyAges[slot + i] > 0 && (!canConverge || slots.convergedAges[slot + i] > 0);
        }
        return settled;
    }

    /** The least age of the inputs; operations that need only one of them, or none, override it. */
    int inputAge(int[] ages) {
        int least = Slots.ALWAYS;
        for (int input : inputs) {
            least = Math.min(least, ages[input]);
        }
        return least;
    }

    boolean inputsConverge(Slots slots) {
        for (int input : inputs) {
            if (!slots.canConverge[input]) {
                return false;
            }
        }
        return true;
    }
}
