package io.heliograph.server.faults;

import io.heliograph.client.MarketEvents;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded market of one numbered source: trades every two seconds, with a watermark after every twenty. Immutable. */
public final class FaultMarket {
    /** The source's id. */
    public static final String SOURCE = "market";

    private static final long START_NS = 1_381_152_600_000_000_000L;
    private static final long STEP_NS = 2_000_000_000L;
    private static final int WATERMARK_EVERY = 20;
    private static final String[] SYMBOLS = {"SPY", "BAC", "IBM", "XOM"};

    private final List<MarketEvent> events = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();

    /** So many trades from the beginning. */
    public FaultMarket(long seed, int trades) {
        this(seed, 0, trades);
    }

    /** So many trades behind those that were before. */
    public FaultMarket(long seed, long before, int trades) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] prices = {165, 14, 185, 86};
        for (long i = before + 1; i <= before + trades; i++) {
            int at = random.nextInt(SYMBOLS.length);
            prices[at] = Math.max(1, prices[at] + (random.nextInt(21) - 10) / 100.0);
            MarketEvent trade =
                    MarketEvents.trade(SYMBOLS[at], START_NS + i * STEP_NS, prices[at], 1 + random.nextInt(500));
            events.add(MarketEvents.numbered(i, trade));
            this.trades.add(trade.getTrade());
            if (i % WATERMARK_EVERY == 0 || i == before + trades) {
                events.add(MarketEvents.watermark(START_NS + i * STEP_NS));
            }
        }
    }

    /** Everything, in the order in which it is published. */
    public List<MarketEvent> events() {
        return events;
    }

    /** The trades; source sequence 1 comes first. */
    public List<Trade> trades() {
        return trades;
    }

    /** Of a market from the beginning: where in {@link #events} one goes on who knows that so many trades were taken: at the watermark before, at the latest. */
    public int placeAfter(long trades) {
        long watermarks = Math.max(0, trades / WATERMARK_EVERY - 1);
        return (int) (watermarks * (WATERMARK_EVERY + 1));
    }
}
