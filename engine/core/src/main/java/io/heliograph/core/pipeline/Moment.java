package io.heliograph.core.pipeline;

import io.heliograph.core.bar.ClosedBar;
import io.heliograph.kernels.Bar;

/** The closed bar that nodes look at: as the core has it, and as kernels read it. */
final class Moment {
    /** The bar as kernels read it. */
    final Bar kernelBar = new Bar();

    ClosedBar bar;

    Moment set(ClosedBar bar) {
        this.bar = bar;
        kernelBar.set(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.start(), bar.day());
        return this;
    }
}
