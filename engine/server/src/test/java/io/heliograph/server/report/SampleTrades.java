package io.heliograph.server.report;

import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files of seeded trades: a walk on ticks of 0.01 that trends and rests by turns. */
final class SampleTrades {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final BufferedWriter out;
    private final SplittableRandom random;
    private final String symbol;

    private double price;
    private double trend;
    private int trendLeft;

    private SampleTrades(BufferedWriter out, String symbol, long seed, double price) {
        this.out = out;
        this.symbol = symbol;
        this.random = new SplittableRandom(seed);
        this.price = price;
    }

    /** What a session is: when it opens and for how long, how far apart its trades are on average, which hours rest. */
    record Session(long openSeconds, long lengthSeconds, double secondsApart, int days) {
        static final Session CLOCK_ROUND = new Session(0, 86_400, 15, 365);
        static final Session EXCHANGE = new Session(14 * 3_600 + 1_800, 23_400, 9, 3);
    }

    /** Writes trades of one symbol from a day on; answers the file. */
    static Path write(Path file, String symbol, long seed, String firstDay, Session session) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("symbol,time,price,size\n");
            SampleTrades trades = new SampleTrades(out, symbol, seed, 40 + new SplittableRandom(seed).nextInt(400));
            long first = TimeText.parse(firstDay + "T00:00:00Z");
            for (int day = 0; day < session.days(); day++) {
                trades.day(first + day * DAY, session);
            }
        }
        return file;
    }

    private void day(long startNs, Session session) throws IOException {
        long from = startNs + session.openSeconds() * SECOND;
        long to = from + session.lengthSeconds() * SECOND;
        long time = from + random.nextLong(SECOND);
        while (time < to) {
            out.write(symbol + "," + TimeText.of(time) + "," + NumberText.of(step()) + ","
                    + (1 + random.nextInt(40)) * 10 + "\n");
            double apart = session.secondsApart() * 2 * random.nextDouble();
            time += 1_000_000L * (1 + (long) (apart * 1_000));
        }
        // Nights move the price too.
        price = price * (1 + 0.01 * (random.nextDouble() - 0.5));
    }

    private double step() {
        if (trendLeft-- <= 0) {
            trend = random.nextInt(3) == 0 ? (random.nextDouble() - 0.5) * 0.000_4 : 0;
            trendLeft = 60 + random.nextInt(900);
        }
        double bell = -3;
        for (int i = 0; i < 6; i++) {
            bell += random.nextDouble();
        }
        price = Math.min(900, Math.max(5, price * (1 + 0.000_35 * bell * Math.sqrt(2) + trend)));
        return Math.rint(price * 100) / 100;
    }
}
