package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.SeriesKernel;

/** An indicator over one series; at a bar without a value it is not fed and is undefined. */
final class SeriesKernelNode extends KernelNode {
    private final SeriesKernel kernel;

    SeriesKernelNode(Step step, SeriesKernel kernel, int slot, int[] inputs) {
        super(step, kernel, slot, inputs);
        this.kernel = kernel;
    }

    @Override
    void update(Slots slots, Moment moment) {
        double x = slots.values[inputs[0]];
        if (x == x) {
            kernel.update(x, slots.isFlat(inputs[0]));
            show(slots);
        } else {
            hide(slots);
        }
    }
}
