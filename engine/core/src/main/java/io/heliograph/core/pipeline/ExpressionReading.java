package io.heliograph.core.pipeline;

import io.heliograph.core.language.Root;
import java.util.Map;

/**
 * What one expression of a document came to, and all that it was made of: a copy, good on any thread.
 *
 * @param root which expression
 * @param side +1 BUY, -1 SELL: of the signal it was asked for; 0 where it does not matter
 * @param entry reference price of the open signal, NaN without one
 * @param barsHeld bars since then, NaN without one
 * @param slot the plan's slot of its answer
 * @param slots every slot that it is made of, by the plan's number, in the plan's order
 */
public record ExpressionReading(
        Root root, int side, double entry, double barsHeld, int slot, Map<Integer, SlotReading> slots) {
    /** Its answer. */
    public SlotReading answer() {
        return slots.get(slot);
    }
}
