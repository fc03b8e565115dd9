package io.heliograph.server.snapshot;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledFormulas;
import java.util.List;

/**
 * What a subscriber wants, checked.
 *
 * @param symbols each once
 * @param timeframe of closed bars; null for none
 * @param indicators over those bars; null for none
 * @param intervalNs the least time between two messages of news
 */
record SnapshotTerms(List<String> symbols, Timeframe timeframe, Indicators indicators, long intervalNs) {
    /** Expressions over bars of a timeframe; equal ones are worked out once, whoever compiled them. */
    record Indicators(List<String> expressions, CompiledFormulas formulas) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Indicators that
                    && expressions.equals(that.expressions)
                    && formulas.timeframe().equals(that.formulas.timeframe());
        }

        @Override
        public int hashCode() {
            return 31 * expressions.hashCode() + formulas.timeframe().hashCode();
        }
    }

    /** Doubles of state for all symbols, as if nothing were shared. */
    long state() {
        return indicators == null
                ? 0
                : symbols.size() * indicators.formulas().plan().stateDoubles();
    }
}
