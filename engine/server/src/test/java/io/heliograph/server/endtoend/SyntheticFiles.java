package io.heliograph.server.endtoend;

import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** CSV files of a seeded synthetic market, so that a test needs no data of others. */
final class SyntheticFiles {
    private static final long START_NS = TimeText.nanos(Instant.parse("2024-01-02T14:30:00Z"));
    private static final int QUOTED = 2;

    private SyntheticFiles() {}

    /** One file of trades in the folder. */
    static Path trades(Path folder, int symbols, long seed, int trades) throws IOException {
        return write(folder, "one", symbols, 0, seed, trades).get(0);
    }

    /** Trades of half the symbols, trades of the other half, and quotes of two more; {@code rows} in all. */
    static List<Path> tradesAndQuotes(Path folder, int symbols, long seed, int rows) throws IOException {
        return write(folder, "some", symbols, QUOTED, seed, rows);
    }

    private static List<Path> write(Path folder, String name, int traded, int quoted, long seed, int rows)
            throws IOException {
        boolean isSplit = quoted > 0;
        List<Path> paths = new ArrayList<>();
        paths.add(folder.resolve(name + "_trades.csv"));
        if (isSplit) {
            paths.add(folder.resolve(name + "_trades_too.csv"));
            paths.add(folder.resolve(name + "_quotes.csv"));
        }
        List<PrintWriter> files = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            files.add(new PrintWriter(Files.newBufferedWriter(paths.get(i), StandardCharsets.US_ASCII)));
            files.get(i).println(i == 2 ? "symbol,time,bid,bid_size,ask,ask_size" : "symbol,time,price,size");
        }
        new SyntheticMarket(traded + quoted, seed, START_NS)
                .advance(Long.MAX_VALUE, rows, (symbol, timeNs, price, size) -> {
                    String head = SyntheticMarket.symbol(symbol) + "," + TimeText.of(timeNs) + ",";
                    String lots = "," + NumberText.of(size);
                    if (symbol >= traded) {
                        files.get(2).println(head + price + lots + "," + NumberText.of(price + 1) + lots);
                    } else {
                        files.get(isSplit ? symbol % 2 : 0).println(head + NumberText.of(price) + lots);
                    }
                });
        for (PrintWriter file : files) {
            file.close();
            if (file.checkError()) {
                throw new IOException("cannot write all of " + paths);
            }
        }
        return paths;
    }
}
