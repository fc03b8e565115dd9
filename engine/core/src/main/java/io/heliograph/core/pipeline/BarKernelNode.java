package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.BarKernel;

/** An indicator over whole bars. */
final class BarKernelNode extends KernelNode {
    private final BarKernel kernel;

    BarKernelNode(Step step, BarKernel kernel, int slot, int[] inputs) {
        super(step, kernel, slot, inputs);
        this.kernel = kernel;
    }

    @Override
    void update(Slots slots, Moment moment) {
        kernel.update(moment.kernelBar);
        show(slots);
    }
}
