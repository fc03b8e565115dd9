package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.BarKernel;
import io.heliograph.kernels.SeriesKernel;
import io.heliograph.kernels.WeightedKernel;

/** Makes the node of a step. */
final class Nodes {
    private Nodes() {}

    /** A node that has seen no bar. */
    static Node of(Step step, int slot, int[] inputs) {
        return switch (step.operation()) {
            case NUMBER, TRUTH, CONTEXT -> new LeafNode(step, slot, inputs);
            case SERIES -> new SeriesNode(step, slot, inputs);
            case LARGER -> new LargerNode(step, slot, inputs);
            case HISTORY -> new HistoryNode(step, slot, inputs);
            case NEGATE, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> new ArithmeticNode(step, slot, inputs);
            case ABS, SIGN, SQRT, LOG, EXP, FLOOR, CEIL, ROUND -> new ArithmeticNode(step, slot, inputs);
            case MIN, MAX, CLAMP, POW -> new ArithmeticNode(step, slot, inputs);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> new ComparisonNode(step, slot, inputs);
            case EQUAL, NOT_EQUAL -> new ComparisonNode(step, slot, inputs);
            case AND, OR, NOT -> new LogicNode(step, slot, inputs);
            case IF -> new ChoiceNode(step, slot, inputs);
            case COALESCE, DEFINED, FLAT -> new PresenceNode(step, slot, inputs);
            case CROSS_ABOVE, CROSS_BELOW, CROSS -> new CrossNode(step, slot, inputs);
            case RISING, FALLING -> new RunNode(step, slot, inputs);
            case WITHIN, ALWAYS -> new RecentTruthNode(step, slot, inputs);
            case COUNT -> new CountNode(step, slot, inputs);
            case BARS_SINCE, VALUE_WHEN -> new LastTruthNode(step, slot, inputs);
            case SUM -> new WindowSumNode(step, slot, inputs);
            case SERIES_KERNEL -> new SeriesKernelNode(step, (SeriesKernel) step.newKernel(), slot, inputs);
            case WEIGHTED_KERNEL -> new WeightedKernelNode(step, (WeightedKernel) step.newKernel(), slot, inputs);
            case BAR_KERNEL -> new BarKernelNode(step, (BarKernel) step.newKernel(), slot, inputs);
            case CHANGE -> throw new IllegalStateException("change is a difference of two steps");
        };
    }
}
