package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.Plan;
import io.heliograph.core.language.Step;

/**
 * The nodes of one plan alone, read slot by slot; what {@link Pipeline} is for strategies, for expressions.
 *
 * <p>Owned by one thread. {@link #onBar} allocates nothing.
 */
public final class PlanNodes {
    private final Graph graph = new Graph();
    private final int[] slotOf;

    /** Nodes that have seen no bar; the plan has no step of the context. */
    public PlanNodes(Plan plan) {
        Node[] nodes = graph.add(plan, null);
        this.slotOf = new int[plan.slots()];
        for (int i = 0; i < nodes.length; i++) {
            Step step = plan.steps().get(i);
            for (int j = 0; j < step.outputs(); j++) {
                slotOf[step.slot() + j] = nodes[i].slot + j;
            }
        }
    }

    /** Runs every node of the timeframe once; for bars of one end the largest timeframe comes first. */
    public void onBar(Timeframe timeframe, ClosedBar bar) {
        graph.onBar(timeframe, bar);
    }

    /** The number in a slot of the plan; the canonical NaN where it is undefined. */
    public double number(int slot) {
        return graph.slots.values[slotOf[slot]];
    }

    /** The condition in a slot of the plan: 1 TRUE, 0 FALSE, the canonical NaN UNKNOWN. */
    public double truth(int slot) {
        byte code = graph.slots.flags[slotOf[slot]];
        return code == Slots.UNKNOWN ? Double.NaN : code;
    }

    /** Whether the number in a slot of the plan is FLAT. */
    public boolean isFlat(int slot) {
        return graph.slots.isFlat(slotOf[slot]);
    }

    /** Whether a slot of the plan is READY. */
    public boolean isReady(int slot) {
        return graph.slots.readyAges[slotOf[slot]] > 0;
    }

    /** Whether a slot of the plan is CONVERGED. */
    public boolean isConverged(int slot) {
        return graph.slots.convergedAges[slotOf[slot]] > 0;
    }
}
