package io.heliograph.server.demo;

import io.heliograph.client.HeliographException;
import io.heliograph.client.MarketEvents;
import io.heliograph.client.Publisher;
import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.v1.MarketEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Publishes the seeded market: two hours at once, then event time at a multiple of the clock, or a fixed number of trades as
 * fast as they are taken.
 *
 * <p>Owned by one thread.
 */
final class MarketFeed {
    /** 2024-01-02T14:30Z, the first instant of the market. */
    static final long START_NS = 1_704_205_800_000_000_000L;

    private static final long BACKFILL_NS = TimeUnit.HOURS.toNanos(2);
    /** Four trades a second and symbol, as in shares that many trade. */
    private static final int TRADES_OF_STEP = 8;

    private static final long BASE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final DemoOptions options;
    private final Publisher publisher;
    private final LongSupplier nanoClock;
    private final SyntheticMarket market;

    private volatile long published;

    MarketFeed(DemoOptions options, Publisher publisher, LongSupplier nanoClock) {
        this.options = options;
        this.publisher = publisher;
        this.nanoClock = nanoClock;
        this.market = new SyntheticMarket(options.symbols(), options.seed(), START_NS, TRADES_OF_STEP);
    }

    /** Trades published so far; any thread. */
    long published() {
        return published;
    }

    /** Event time reached, in nanoseconds since the epoch. */
    long eventTime() {
        return market.now();
    }

    /** Publishes the two hours that lie before the live part; with a number of events, at most so many. */
    void backfill() {
        advance(START_NS + BACKFILL_NS);
    }

    /** Publishes the live part, or what is left of the fixed number, until it is done or told to stop. */
    void live(BooleanSupplier isToStop) {
        if (options.events() > 0) {
            while (published < options.events() && !isToStop.getAsBoolean()) {
                advance(market.now() + BASE_NS);
            }
            return;
        }
        long startedNs = nanoClock.getAsLong();
        long endNs = startedNs + TimeUnit.SECONDS.toNanos(options.seconds());
        long liveStart = market.now();
        for (long now = startedNs; now < endNs && !isToStop.getAsBoolean(); now = nanoClock.getAsLong()) {
            advance(liveStart + (long) ((now - startedNs) * options.speed()));
            LockSupport.parkNanos(STEP_NS);
        }
    }

    /** Says for every symbol that its last bar is complete. */
    void close() {
        publish(MarketEvents.watermark((Math.floorDiv(market.now(), BASE_NS) + 1) * BASE_NS));
    }

    /** Publishes every trade before an instant, then says that they are all. */
    private void advance(long untilNs) {
        int limit = options.events() == 0
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, options.events() - published);
        int count = market.advance(untilNs, limit, this::publishTrade);
        if (count > 0) {
            publish(MarketEvents.watermark(market.now()));
        }
    }

    private void publishTrade(int symbol, long timeNs, double price, double size) {
        publish(MarketEvents.trade(SyntheticMarket.symbol(symbol), timeNs, price, size));
        published++;
    }

    private void publish(MarketEvent event) {
        try {
            publisher.publish(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demonstration was interrupted", e);
        } catch (HeliographException e) {
            throw new IllegalStateException("the engine ended the stream: " + e.getMessage(), e);
        }
    }
}
