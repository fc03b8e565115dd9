package io.heliograph.benchmarks;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.Positions;
import io.heliograph.server.ingress.AcknowledgementAgent;
import io.heliograph.server.ingress.Door;
import io.heliograph.server.ingress.FreeSpace;
import io.heliograph.server.ingress.Levels;
import io.heliograph.server.ingress.PublishDesk;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.ingress.WaitingList;
import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.server.sequencer.Bench;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.SourceOpen;
import io.heliograph.v1.Trade;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The way of a trade through the engine's own classes: door, ring, inlet, journal on disk, core with the house strategies,
 * output log; on one thread, so that what the sequencer's part of it allocates can be told from the rest.
 *
 * <p>Owned by one thread. The event time starts a month back: 25 million trades until it would reach the present.
 */
final class SequencerPath implements AutoCloseable {
    private static final int SYMBOLS = 20;
    private static final int BATCH = 500;
    private static final int RING_BYTES = 4 * 1024 * 1024;
    private static final int BLOCK_BYTES = 64 * 1024 * 1024;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MONTH_NS = 30 * 86_400L * SECOND_NS;
    private static final long SEED = 7;

    private final Journal journal;
    private final SequencerAgent sequencer;
    private final AcknowledgementAgent acknowledgements;
    private final StreamObserver<PublishMarketDataRequest> publisher;
    private final SyntheticMarket market;
    private final MarketEventBatch.Builder batch = MarketEventBatch.newBuilder();

    private long sequence;

    SequencerPath(Path folder) {
        // The system's clock allocates; this one does not.
        long epochNs = System.currentTimeMillis() * 1_000_000L - System.nanoTime();
        EpochNanoClock clock = () -> epochNs + System.nanoTime();
        journal = Journal.open(
                folder,
                JournalOptions.defaults()
                        .withSegments(
                                BLOCK_BYTES,
                                JournalOptions.DEFAULT_SEGMENT_BYTES,
                                JournalOptions.DEFAULT_SEGMENT_AGE_NS));
        Recovery recovery = new Recovery(journal, clock, ReplayProgress.NONE);
        recovery.replay();
        recovery.begin("benchmark");
        ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
        Publishers publishers = new Publishers(1);
        SymbolMap symbols = new SymbolMap(SYMBOLS);
        Positions positions = new Positions();
        WaitingList waiting = new WaitingList();
        FreeSpace space = new FreeSpace(() -> Long.MAX_VALUE, 0, System::nanoTime);
        Door door = new Door(
                ring, symbols, publishers, clock::nanoTime, System::nanoTime, 5 * SECOND_NS, 2 * BATCH, waiting, space);
        acknowledgements = new AcknowledgementAgent(waiting, publishers, positions);
        CoreSettings settings = CoreSettings.defaults();
        sequencer = new Sequencing(
                        ring,
                        new Desk(),
                        publishers,
                        symbols,
                        positions,
                        new SignalLatency(),
                        clock::nanoTime,
                        System::nanoTime)
                .start(
                        recovery.core(),
                        journal.events().appender(),
                        journal.outputs().appender(),
                        settings.maxSources());
        begin(sequencer, settings);
        publisher = new PublishDesk(door, new Levels(positions, () -> {}, false), acknowledgements, () -> "benchmark")
                .stream(new SilentCaller<>());
        market = new SyntheticMarket(SYMBOLS, SEED, clock.nanoTime() - MONTH_NS);
        publisher.onNext(PublishMarketDataRequest.newBuilder()
                .setOpen(SourceOpen.newBuilder().setSourceId("bench").setNumbering(Numbering.NUMBERING_DENSE))
                .build());
        turn();
    }

    private static void begin(Bench bench, CoreSettings settings) {
        accept(bench.journal((encoder, buffer, time) -> encoder.coreSettings(buffer, 0, time, settings)));
        for (String name : HouseStrategies.names()) {
            CompiledStrategy strategy = StrategyCompiler.compile(HouseStrategies.text(name), Map.of(), Optional.empty())
                    .strategy();
            accept(bench.journal((encoder, buffer, time) -> encoder.strategyApplied(
                    buffer, 0, time, strategy.hash(), name, strategy.canonical(), strategy.text())));
        }
    }

    private static void accept(Bench.Journaled journaled) {
        if (journaled.refusal() != Refusal.ACCEPTED) {
            throw new IllegalStateException(
                    "expected the core to take what the benchmark needs: refusal=" + journaled.refusal());
        }
    }

    /** Publishes the next batch, which costs the publisher's threads; {@link #drain} is the sequencer's part. */
    int publish() {
        batch.clear();
        int count = market.advance(Long.MAX_VALUE, BATCH, this::add);
        publisher.onNext(PublishMarketDataRequest.newBuilder().setBatch(batch).build());
        return count;
    }

    private void add(int symbol, long timeNs, double price, double size) {
        sequence++;
        batch.addEvents(MarketEvent.newBuilder()
                .setSourceSequence(sequence)
                .setTrade(Trade.newBuilder()
                        .setSymbol(SyntheticMarket.symbol(symbol))
                        .setTime(Timestamp.newBuilder()
                                .setSeconds(timeNs / SECOND_NS)
                                .setNanos((int) (timeNs % SECOND_NS)))
                        .setPrice(price)
                        .setSize(size)));
    }

    /** Lets the sequencer work until its ring is empty. */
    void drain() {
        int idle = 0;
        while (idle < 3) {
            idle = sequencer.doWork() > 0 ? 0 : idle + 1;
        }
    }

    /** The sequencer, then whoever acknowledges, until neither has work. */
    void turn() {
        int idle = 0;
        while (idle < 3) {
            idle = sequencer.doWork() + acknowledgements.doWork() > 0 ? 0 : idle + 1;
        }
    }

    /** Market events that the core took. */
    long applied() {
        return sequencer.core().counters().events(TradeEventDecoder.TEMPLATE_ID);
    }

    /** Bars that closed; without any nothing was worked out. */
    long bars() {
        return sequencer.core().counters().bars();
    }

    @Override
    public void close() {
        journal.close();
    }
}
