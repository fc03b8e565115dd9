package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;

/**
 * What one slot of a plan holds at a bar: a copy, good on any thread.
 *
 * @param step what writes it
 * @param output which of the step's outputs it is, from 0
 * @param value the number as the core has it, NaN where undefined; of a condition 1 TRUE, 0 FALSE, NaN UNKNOWN
 * @param isFlat whether the number is FLAT
 * @param barsSeen bars that what writes it has been fed; {@link #ALWAYS} for what waits for none
 * @param isReady whether it is READY
 * @param isConverged whether it is CONVERGED
 * @param before of a crossing the two numbers of the bar before, NaN where one could not be compared; else empty
 */
public record SlotReading(
        Step step,
        int output,
        double value,
        boolean isFlat,
        long barsSeen,
        boolean isReady,
        boolean isConverged,
        double[] before) {
    /** In the place of a count of bars: a constant, or a value worked out on demand. */
    public static final long ALWAYS = Long.MAX_VALUE;

    private static final double[] NOTHING = {};

    /** {@code step}: of the plan that asks; the node may have been laid out for another one, in which it has other slots. */
    static SlotReading of(Step step, Node node, int output, Slots slots) {
        int slot = node.slot + output;
        boolean isCondition = step.isCondition();
        byte code = slots.flags[slot];
        double truth = code == Slots.UNKNOWN ? Double.NaN : code;
        return new SlotReading(
                step,
                output,
                isCondition ? truth : slots.values[slot],
                !isCondition && slots.isFlat(slot),
                node.barsSeen(),
                slots.readyAges[slot] > 0,
                slots.convergedAges[slot] > 0,
                node instanceof CrossNode cross ? cross.before() : NOTHING);
    }

    /** The plan's slot. */
    public int slot() {
        return step.slot() + output;
    }

    /** Whether it is TRUE, FALSE or UNKNOWN, and not a number. */
    public boolean isCondition() {
        return step.isCondition();
    }
}
