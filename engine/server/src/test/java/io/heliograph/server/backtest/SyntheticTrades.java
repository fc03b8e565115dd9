package io.heliograph.server.backtest;

import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of trades of a seeded synthetic market. */
public final class SyntheticTrades {
    private static final long SEED = 42;
    private static final int SYMBOLS = 3;

    private SyntheticTrades() {}

    /** So many trades of three symbols, the same in every run. */
    public static Path file(Path folder, int trades) throws IOException {
        List<String> lines = new ArrayList<>(List.of("symbol,time,price,size"));
        new SyntheticMarket(SYMBOLS, SEED, TimeText.parse("2024-01-02T14:30:00Z"))
                .advance(
                        Long.MAX_VALUE,
                        trades,
                        (symbol, timeNs, price, size) -> lines.add(SyntheticMarket.symbol(symbol) + ","
                                + TimeText.of(timeNs) + "," + NumberText.of(price) + "," + NumberText.of(size)));
        return Files.write(folder.resolve("market.csv"), lines);
    }
}
