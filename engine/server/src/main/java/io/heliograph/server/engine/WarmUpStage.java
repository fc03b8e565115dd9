package io.heliograph.server.engine;

import io.heliograph.client.MarketEvents;
import io.heliograph.journal.Journal;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.server.Positions;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.ingress.Door;
import io.heliograph.server.ingress.FreeSpace;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.Rehearsal;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.ingress.WaitingList;
import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.v1.MarketEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The engine's own parts around a scratch journal, and a publisher who comes in by the door.
 *
 * <p>Owned by one thread.
 */
final class WarmUpStage {
    private static final int SPARSE_TRADES = 50_000;
    private static final int DENSE_TRADES = 50_000;
    private static final int SYMBOLS = 10;
    private static final long SEED = 1;
    private static final int RING_BYTES = 64 * 1024;
    /** Times as long from trade to trade as the market's own two seconds. */
    private static final int SPARSE = 30;

    private static final int DENSE = 1;
    private static final long STEP_NS = 500_000_000L;
    private static final long MAX_AHEAD_NS = 5_000_000_000L;

    private final RingBuffer ring = new ManyToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final Publishers publishers = new Publishers(1);
    private final SymbolMap symbols = new SymbolMap(SYMBOLS);
    private final List<MarketEvent> events = new ArrayList<>();
    private final NanoClock steadyClock;
    private final Rehearsal publisher;
    private final SequencerAgent sequencer;

    private long eventTime;

    WarmUpStage(Recovery recovery, Journal journal, ServerConfig config, EpochNanoClock clock, NanoClock steadyClock) {
        this.steadyClock = steadyClock;
        this.publisher = new Rehearsal(door(clock), "warm-up");
        sequencer = new Sequencing(
                        ring,
                        new Desk(),
                        publishers,
                        symbols,
                        new Positions(),
                        new SignalLatency(),
                        clock::nanoTime,
                        steadyClock)
                .start(
                        recovery.core(),
                        journal.events().appender(),
                        journal.outputs().appender(),
                        config.core().maxSources());
    }

    SequencerAgent sequencer() {
        return sequencer;
    }

    /**
     * First a market in which most trades close a bar, for what works on bars, then one with many trades a bar.
     *
     * @param longestNs how long it may take
     * @return how many trades there were
     */
    int trade(long longestNs) {
        long deadline = steadyClock.nanoTime() + longestNs;
        return trade(SPARSE_TRADES, SPARSE, deadline) + trade(DENSE_TRADES, DENSE, deadline);
    }

    private int trade(int trades, int stretch, long deadline) {
        SyntheticMarket market = new SyntheticMarket(SYMBOLS, SEED, 0);
        long base = eventTime;
        int left = trades;
        while (left > 0 && steadyClock.nanoTime() < deadline) {
            left -= market.advance(market.now() + STEP_NS, left, (symbol, timeNs, price, size) -> {
                eventTime = base + timeNs * stretch;
                events.add(MarketEvents.trade(SyntheticMarket.symbol(symbol), eventTime, price, size));
            });
            events.add(MarketEvents.watermark(eventTime));
            publisher.publish(events);
            events.clear();
            drain();
        }
        return trades - left;
    }

    /** Until the ring reads as empty, which at its end it does once too often. */
    private void drain() {
        int idle = 0;
        while (idle < 3) {
            idle = sequencer.doWork() > 0 ? 0 : idle + 1;
        }
    }

    private Door door(EpochNanoClock clock) {
        return new Door(
                ring,
                symbols,
                publishers,
                clock::nanoTime,
                steadyClock,
                MAX_AHEAD_NS,
                Integer.MAX_VALUE,
                new WaitingList(),
                new FreeSpace(() -> Long.MAX_VALUE, 0, steadyClock));
    }
}
