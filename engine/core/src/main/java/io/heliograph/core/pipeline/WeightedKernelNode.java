package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.WeightedKernel;

/** An indicator over one series and the volume; at a bar without a value it is not fed and is undefined. */
final class WeightedKernelNode extends KernelNode {
    private final WeightedKernel kernel;

    WeightedKernelNode(Step step, WeightedKernel kernel, int slot, int[] inputs) {
        super(step, kernel, slot, inputs);
        this.kernel = kernel;
    }

    @Override
    void update(Slots slots, Moment moment) {
        double x = slots.values[inputs[0]];
        if (x == x) {
            kernel.update(x, slots.values[inputs[1]], slots.isFlat(inputs[0]));
            show(slots);
        } else {
            hide(slots);
        }
    }
}
