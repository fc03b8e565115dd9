package io.heliograph.server.backtest;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The house strategies, compiled. */
final class Houses {
    private Houses() {}

    /** All of them, each on the timeframe of its document. */
    static List<CompiledStrategy> strategies() {
        return strategies(Optional.empty());
    }

    /** All of them on another timeframe. */
    static List<CompiledStrategy> strategies(Optional<Timeframe> timeframe) {
        return HouseStrategies.names().stream()
                .map(name -> StrategyCompiler.compile(HouseStrategies.text(name), Map.of(), timeframe)
                        .strategy())
                .toList();
    }
}
