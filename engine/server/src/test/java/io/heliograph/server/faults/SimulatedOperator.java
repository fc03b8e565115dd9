package io.heliograph.server.faults;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Applies strategies that turn often, in versions that replace each other. */
final class SimulatedOperator {
    private static final List<CompiledStrategy> STRATEGIES = List.of(compile("""
                    id = turns
                    timeframe = 1m
                    symbols = ["*"]
                    buy = "close > open"
                    sell = "close < open"
                    stop = "close - side * 2"
                    target = "close + side * 3"
                    expires = 4 bars
                    confidence = "0.5"
                    """), compile("""
                    id = turns
                    timeframe = 1m
                    symbols = ["*"]
                    buy = "close > sma(2)"
                    sell = "close < sma(2)"
                    confidence = "0.25"
                    """), compile("""
                    id = follows
                    timeframe = 1m
                    symbols = ["AAA", "C*"]
                    buy = "close > ema(3)"
                    sell = "close < ema(3)"
                    stop = "close - side * atr(2)"
                    target = "close + side * atr(2)"
                    expires = 6 bars
                    confidence = "0.75"
                    """));

    private final Random random;

    SimulatedOperator(Random random) {
        this.random = random;
    }

    private static CompiledStrategy compile(String text) {
        Compilation compilation = StrategyCompiler.compile(text, Map.of(), Optional.empty());
        if (compilation.strategy() == null) {
            throw new AssertionError("a strategy has problems: " + compilation.problems());
        }
        return compilation.strategy();
    }

    /** What an engine is configured with from its first start. */
    void configure(SimulatedEngine engine) {
        apply(engine, STRATEGIES.get(0));
    }

    /** Applies one of them, whether it is in force or not. */
    void apply(SimulatedEngine engine) {
        apply(engine, STRATEGIES.get(random.nextInt(STRATEGIES.size())));
    }

    private static void apply(SimulatedEngine engine, CompiledStrategy strategy) {
        engine.desk().ask(bench -> {
            Refusal check = bench.core().checkStrategy(strategy);
            if (check == Refusal.UNCHANGED) {
                return check;
            }
            return bench.journal((encoder, buffer, time) -> encoder.strategyApplied(
                            buffer,
                            0,
                            time,
                            strategy.hash(),
                            strategy.rules().id(),
                            strategy.canonical(),
                            strategy.text()))
                    .refusal();
        });
    }
}
