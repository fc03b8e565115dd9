package io.heliograph.core.pipeline;

import io.heliograph.core.language.Root;
import java.util.List;

/**
 * What a strategy says, slot by slot, for people who ask why.
 *
 * <p>On the core's thread, between bars or inside an output handler; changes nothing that a later bar depends on.
 * Allocates.
 */
public interface PlanReader {
    /** Every slot that no open or wanted signal has a say in, in the plan's order. */
    List<SlotReading> slots();

    /**
     * An expression, for a signal of this side.
     *
     * @return null where the document has no such expression
     */
    ExpressionReading expression(Root root, int side, double entry, double barsHeld);
}
