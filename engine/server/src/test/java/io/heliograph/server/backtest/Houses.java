package io.heliograph.server.backtest;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The house strategies, and a synthetic market for them. */
final class Houses {
    private static final long SEED = 42;
    private static final int SYMBOLS = 3;

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

    /** One file of trades of a synthetic market. */
    static List<String> trades(Path folder, int trades) throws IOException {
        List<String> lines = new ArrayList<>(List.of("symbol,time,price,size"));
        new SyntheticMarket(SYMBOLS, SEED, TimeText.parse("2024-01-02T14:30:00Z"))
                .advance(
                        Long.MAX_VALUE,
                        trades,
                        (symbol, timeNs, price, size) -> lines.add(SyntheticMarket.symbol(symbol) + ","
                                + TimeText.of(timeNs) + "," + NumberText.of(price) + "," + NumberText.of(size)));
        return List.of(Files.write(folder.resolve("market.csv"), lines).toString());
    }
}
