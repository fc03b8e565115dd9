package io.heliograph.server.faults;

import io.grpc.stub.StreamObserver;
import io.heliograph.server.ingress.FakeCaller;
import io.heliograph.server.sequencer.Market;
import io.heliograph.v1.Ack;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.SourceOpen;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A publisher of trades that are a function of their number, behind a line that keeps its messages until they are let
 * through, cuts off, or goes silent; it sends again what was not acknowledged.
 */
final class SimulatedPublisher {
    static final String SOURCE = "simulation";

    private static final String[] SYMBOLS = {"AAA", "BBB", "CCC"};

    private final Random random;
    private final int last;
    private final ArrayDeque<PublishMarketDataRequest> line = new ArrayDeque<>();
    private final TreeMap<Long, Long> throughByEvent = new TreeMap<>();

    private FakeCaller<PublishMarketDataResponse> caller;
    private StreamObserver<PublishMarketDataRequest> stream;
    private int heard;
    private int asked;
    private boolean isOpened;
    private long next = 1;
    private long acknowledged;
    private long durableEvent;

    /** Has so many trades to send. */
    SimulatedPublisher(Random random, int last) {
        this.random = random;
        this.last = last;
    }

    boolean isConnected() {
        return stream != null;
    }

    void connect(SimulatedEngine engine) {
        caller = new FakeCaller<>();
        heard = 0;
        asked = 0;
        isOpened = false;
        stream = engine.open(caller);
        line.clear();
        line.add(PublishMarketDataRequest.newBuilder()
                .setOpen(SourceOpen.newBuilder().setSourceId(SOURCE).setNumbering(Numbering.NUMBERING_DENSE))
                .build());
    }

    /** Puts some trades on the line, now and then ones that were sent before. */
    void send() {
        if (!isOpened || next > last || line.size() > 3) {
            return;
        }
        if (random.nextInt(8) == 0) {
            next = acknowledged + 1;
        }
        MarketEventBatch.Builder batch = MarketEventBatch.newBuilder();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count && next <= last; i++, next++) {
            batch.addEvents(trade(next));
        }
        if (batch.getEventsCount() == 0) {
            return;
        }
        batch.addEvents(Market.watermark(seconds(next - 1)));
        line.add(PublishMarketDataRequest.newBuilder().setBatch(batch).build());
    }

    private static MarketEvent trade(long n) {
        return Market.trade(n, SYMBOLS[(int) (n % SYMBOLS.length)], seconds(n), 100 + n * 37 % 101 / 10.0, 1 + n % 7);
    }

    private static double seconds(long n) {
        return n * 13;
    }

    /** Lets the next message through, where the engine asked for one; and hears what was answered. */
    void deliver() {
        if (stream != null && caller.error() == null && !line.isEmpty() && asked < caller.requested()) {
            asked++;
            stream.onNext(line.poll());
        }
        hear();
    }

    void hear() {
        if (stream == null) {
            return;
        }
        for (; heard < caller.messages().size(); heard++) {
            PublishMarketDataResponse message = caller.messages().get(heard);
            if (message.hasOpened()) {
                isOpened = true;
                next = message.getOpened().getJournaledThrough() + 1;
                take(message.getOpened().getJournaledThrough(), 0, 0);
            } else {
                Ack ack = message.getAck();
                take(ack.getJournaledThrough(), ack.getJournaledSequence(), ack.getDurableSequence());
            }
        }
        if (caller.error() != null) {
            stream = null;
        }
    }

    private void take(long through, long event, long durable) {
        if (through < acknowledged) {
            throw new AssertionError("an acknowledgement was taken back: before=" + acknowledged + " now=" + through);
        }
        acknowledged = through;
        if (event > 0) {
            throughByEvent.merge(event, through, Math::max);
        }
        durableEvent = Math.max(durableEvent, durable);
    }

    /** The line is dead at both ends. */
    void cut() {
        if (stream != null) {
            caller.vanish();
            forget();
        }
    }

    /** The engine is gone; what it answered last may still arrive. */
    void forget() {
        if (random.nextBoolean()) {
            hear();
        }
        stream = null;
        line.clear();
    }

    /** What it was told that is not on the disk may be lost by a power cut; then it begins behind what is. */
    void lostPower() {
        acknowledged = durable();
        throughByEvent.tailMap(durableEvent, false).clear();
    }

    /** Last trade that the engine said to have journaled. */
    long acknowledged() {
        return acknowledged;
    }

    /** Last trade that the engine said to have forced. */
    long durable() {
        Map.Entry<Long, Long> entry = throughByEvent.floorEntry(durableEvent);
        return entry == null
                ? 0
                : throughByEvent.headMap(durableEvent, true).values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
    }

    boolean isDone() {
        return acknowledged == last;
    }
}
