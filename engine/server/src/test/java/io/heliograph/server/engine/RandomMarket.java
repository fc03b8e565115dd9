package io.heliograph.server.engine;

import com.google.protobuf.Timestamp;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded market of three symbols on 2013-10-07, one trade a second, in batches of a numbered source. */
public final class RandomMarket {
    private static final long START = 1_381_152_600L;
    private static final String[] SYMBOLS = {"SPY", "BAC", "IBM"};
    private static final int BATCH = 500;

    private RandomMarket() {}

    /** {@code seconds} of trades, each batch with a watermark at its end. */
    public static List<BatchPublishMarketDataRequest> batches(long seed, int seconds) {
        Random random = new Random(seed);
        double[] prices = {165, 14, 185};
        List<BatchPublishMarketDataRequest> batches = new ArrayList<>();
        BatchPublishMarketDataRequest.Builder batch = batch();
        for (int i = 1; i <= seconds; i++) {
            int at = random.nextInt(SYMBOLS.length);
            prices[at] = Math.max(1, prices[at] + Math.rint(random.nextGaussian() * 5) / 100);
            batch.addEvents(MarketEvent.newBuilder()
                    .setSourceSequence(i)
                    .setTrade(Trade.newBuilder()
                            .setSymbol(SYMBOLS[at])
                            .setTime(time(i))
                            .setPrice(prices[at])
                            .setSize(1 + random.nextInt(500))));
            if (i % BATCH == 0 || i == seconds) {
                batch.addEvents(MarketEvent.newBuilder()
                        .setWatermark(Watermark.newBuilder().setTime(time(i))));
                batches.add(batch.build());
                batch = batch();
            }
        }
        return batches;
    }

    private static BatchPublishMarketDataRequest.Builder batch() {
        return BatchPublishMarketDataRequest.newBuilder()
                .setSourceId("market")
                .setNumbering(Numbering.NUMBERING_SPARSE);
    }

    private static Timestamp time(int second) {
        return Timestamp.newBuilder().setSeconds(START + second).build();
    }
}
