package io.heliograph.server.backtest;

import io.heliograph.core.language.CompiledStrategy;
import java.util.HexFormat;

/**
 * A strategy of a run.
 *
 * @param hash SHA-256 of the canonical form, 64 hex digits
 * @param text the document as given
 * @param canonical the form that alone makes the same strategy again
 * @param readyBar number of the bar of its first evaluation
 * @param convergedBar number of the bar from which its start is forgotten; -1: never
 */
public record StrategyDocument(
        String id,
        String hash,
        String text,
        String canonical,
        int readyBar,
        int convergedBar,
        CompiledStrategy compiled) {
    static StrategyDocument of(CompiledStrategy strategy, String text) {
        return new StrategyDocument(
                strategy.rules().id(),
                HexFormat.of().formatHex(strategy.hash()),
                text,
                strategy.canonical(),
                strategy.readyBar(),
                strategy.convergedBar(),
                strategy);
    }
}
