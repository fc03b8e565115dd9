package io.heliograph.core.strategy;

import io.heliograph.core.strategy.StrategyView.Level;

/**
 * What a signal would claim if its side were entered at the latest closed bar.
 *
 * @param confidence 0 to 1; NaN where a level stands against it
 * @param stop NaN where the document has none, or a level stands against it
 * @param target likewise
 * @param faultyLevel the first number that stands against a signal; null where none does
 * @param found what is wrong with it; empty where nothing is
 */
public record Proposal(double confidence, double stop, double target, Level faultyLevel, String found) {
    static Proposal of(Claim claim) {
        return claim.faultyLevel() == null
                ? new Proposal(claim.confidence(), claim.stop(), claim.target(), null, "")
                : new Proposal(Double.NaN, Double.NaN, Double.NaN, claim.faultyLevel(), claim.found());
    }
}
