package io.heliograph.core.language;

import io.heliograph.core.Timeframe;

/**
 * Where an expression is bound.
 *
 * @param timeframe on whose bars it is evaluated
 * @param isInsideLarger whether it stands under an {@code @}
 * @param root the expression of the document that it belongs to, null for a definition
 */
record Scope(Timeframe timeframe, boolean isInsideLarger, Root root) {
    Scope larger(Timeframe larger) {
        return new Scope(larger, true, root);
    }

    /** The same place inside a definition, which knows no context. */
    Scope definition() {
        return new Scope(timeframe, isInsideLarger, null);
    }
}
