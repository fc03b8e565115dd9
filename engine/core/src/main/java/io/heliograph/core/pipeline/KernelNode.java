package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.Kernel;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/** An indicator: feeds a kernel and shows its outputs. */
abstract class KernelNode extends Node {
    private final Kernel kernel;

    KernelNode(Step step, Kernel kernel, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.kernel = kernel;
    }

    /** Copies the kernel's outputs into the slots. */
    final void show(Slots slots) {
        for (int i = 0; i < step.outputs(); i++) {
            slots.values[slot + i] = kernel.value(i);
            slots.flags[slot + i] = kernel.isFlat(i) ? Slots.FLAT : 0;
        }
    }

    /** Shows nothing: the kernel was not fed at this bar. */
    final void hide(Slots slots) {
        for (int i = 0; i < step.outputs(); i++) {
            slots.undefine(slot + i);
        }
    }

    @Override
    final void save(StateSink sink) {
        kernel.save(sink);
    }

    @Override
    final void restore(StateSource source) {
        kernel.restore(source);
    }
}
