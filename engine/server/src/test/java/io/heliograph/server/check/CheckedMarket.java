package io.heliograph.server.check;

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
import java.util.SplittableRandom;

/** Small markets to check strategies over. */
final class CheckedMarket {
    private static final long START = TimeText.parse("2024-01-02T14:30:00Z");

    private CheckedMarket() {}

    /** All house strategies. */
    static List<CompiledStrategy> houses() {
        return HouseStrategies.names().stream()
                .map(name -> compile(HouseStrategies.text(name)))
                .toList();
    }

    static CompiledStrategy compile(String document) {
        var compilation = StrategyCompiler.compile(document, Map.of(), Optional.empty());
        if (compilation.strategy() == null) {
            throw new AssertionError(compilation.problems());
        }
        return compilation.strategy();
    }

    /** A file of trades of three symbols. */
    static String trades(Path folder, int trades) throws IOException {
        List<String> lines = new ArrayList<>(List.of("symbol,time,price,size"));
        new SyntheticMarket(3, 42, START)
                .advance(
                        Long.MAX_VALUE,
                        trades,
                        (symbol, timeNs, price, size) -> lines.add(SyntheticMarket.symbol(symbol) + ","
                                + TimeText.of(timeNs) + "," + NumberText.of(price) + "," + NumberText.of(size)));
        return Files.write(folder.resolve("trades.csv"), lines).toString();
    }

    /** A file of four trades a minute of a symbol that wanders. */
    static String minutes(Path folder, String symbol, int minutes, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("symbol,time,price,size"));
        double price = 100;
        for (int i = 0; i < 4 * minutes; i++) {
            price *= Math.exp(0.001 * random.nextGaussian());
            lines.add(symbol + "," + TimeText.of(START + i * 15 * Timeframe.SECOND) + "," + price + ","
                    + (1 + random.nextInt(1_000)));
        }
        return Files.write(folder.resolve(symbol + ".csv"), lines).toString();
    }

    /** A file of one-minute bars of a symbol, and of its hours among them as they end. */
    static String bars(Path folder, String symbol, int minutes, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("symbol,timeframe,open_time,open,high,low,close,volume"));
        double price = 100;
        for (int i = 0; i < minutes; i++) {
            double open = price;
            price *= Math.exp(0.002 * random.nextGaussian());
            long start = START + i * Timeframe.MINUTE;
            if ((start + Timeframe.MINUTE) % Timeframe.HOUR == 0) {
                lines.add(bar(symbol, "1h", start + Timeframe.MINUTE - Timeframe.HOUR, open, price));
            }
            lines.add(bar(symbol, "1m", start, open, price));
        }
        return Files.write(folder.resolve(symbol + ".csv"), lines).toString();
    }

    private static String bar(String symbol, String timeframe, long start, double open, double close) {
        return symbol + "," + timeframe + "," + TimeText.of(start) + "," + open + "," + Math.max(open, close) * 1.001
                + "," + Math.min(open, close) * 0.999 + "," + close + ",100";
    }

    /** A file of quotes of a symbol, a few each minute. */
    static String quotes(Path folder, String symbol, int quotes, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("symbol,time,bid,bid_size,ask,ask_size"));
        double price = 1.3;
        long time = START;
        for (int i = 0; i < quotes; i++) {
            time += random.nextLong(20 * Timeframe.SECOND);
            price *= Math.exp(0.0005 * random.nextGaussian());
            lines.add(symbol + "," + TimeText.of(time) + "," + price + ",," + (price + 0.0001) + ",");
        }
        return Files.write(folder.resolve(symbol + ".csv"), lines).toString();
    }
}
