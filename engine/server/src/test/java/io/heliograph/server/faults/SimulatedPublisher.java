package io.heliograph.server.faults;

import io.heliograph.server.sequencer.Market;
import io.heliograph.v1.Ack;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.SourceOpen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A publisher of trades that are a function of their number. It sends again what was not acknowledged, and where its line goes
 * dead it connects anew as the same source, which takes over from the line that the engine still believes in.
 */
final class SimulatedPublisher {
    static final String SOURCE = "simulation";

    private static final String[] SYMBOLS = {"AAA", "BBB", "CCC"};
    private static final int MOST_WAITING = 4;

    private final Random random;
    private final int last;
    private final TreeMap<Long, Long> throughByEvent = new TreeMap<>();
    private final List<SimulatedLine> left = new ArrayList<>();

    private SimulatedLine line;
    private boolean isOpened;
    private long next = 1;
    private long acknowledged;
    private long durableEvent;

    /** Has so many trades to send. */
    SimulatedPublisher(Random random, int last) {
        this.random = random;
        this.last = last;
    }

    /** Connects, where there is no line, or one that has gone dead. */
    void connect(SimulatedEngine engine) {
        if (line != null && !line.isHalfOpen()) {
            return;
        }
        SimulatedLine fresh = new SimulatedLine(engine);
        if (line != null) {
            left.add(line);
        }
        line = fresh;
        isOpened = false;
        line.send(PublishMarketDataRequest.newBuilder()
                .setOpen(SourceOpen.newBuilder().setSourceId(SOURCE).setNumbering(Numbering.NUMBERING_DENSE))
                .build());
    }

    /** Puts some trades on the line, now and then ones that were sent before. */
    void send() {
        if (line == null || !isOpened || next > last || line.waiting() >= MOST_WAITING) {
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
        line.send(PublishMarketDataRequest.newBuilder().setBatch(batch).build());
    }

    private static MarketEvent trade(long n) {
        return Market.trade(n, SYMBOLS[(int) (n % SYMBOLS.length)], seconds(n), 100 + n * 37 % 101 / 10.0, 1 + n % 7);
    }

    private static double seconds(long n) {
        return n * 13;
    }

    /** Lets the next request through: of the line, or of one that was left. */
    void arrive() {
        if (!left.isEmpty() && random.nextInt(4) == 0) {
            left.get(random.nextInt(left.size())).arrive();
        } else if (line != null) {
            line.arrive();
        }
    }

    /** Lets some answers through, or all. */
    void hear(int most) {
        if (line == null) {
            return;
        }
        for (PublishMarketDataResponse message : line.hear(most)) {
            if (message.hasOpened()) {
                isOpened = true;
                next = message.getOpened().getJournaledThrough() + 1;
                take(message.getOpened().getAck(), message.getOpened().getJournaledThrough());
            } else {
                take(message.getAck(), message.getAck().getJournaledThrough());
            }
        }
        if (line.hasEnded()) {
            line = null;
        }
    }

    private void take(Ack ack, long through) {
        if (through < acknowledged) {
            throw new AssertionError("an acknowledgement was taken back: before=" + acknowledged + " now=" + through);
        }
        if (ack.getRefusedCount() > 0) {
            throw new AssertionError("an event was refused: " + ack.getRefused(0));
        }
        if (ack.getStoredSequence() > ack.getDurableSequence()) {
            throw new AssertionError("events are stored that are not durable: durable=" + ack.getDurableSequence()
                    + " stored=" + ack.getStoredSequence());
        }
        acknowledged = through;
        if (ack.getJournaledSequence() > 0) {
            throughByEvent.merge(ack.getJournaledSequence(), through, Math::max);
        }
        durableEvent = Math.max(durableEvent, ack.getDurableSequence());
    }

    /** The line is dead at both ends; answers that were on their way may have come before. */
    void cut() {
        if (line != null) {
            line.cut();
            forget();
        }
    }

    /** The line is dead at one end: the engine goes on with a stream whose answers nobody hears. */
    void halfOpen() {
        if (line != null) {
            line.halfOpen(random.nextBoolean());
        }
    }

    /** The engine finds out about a line that was left. */
    void cutLeft() {
        if (!left.isEmpty()) {
            left.remove(random.nextInt(left.size())).cut();
        }
    }

    /** The engine is gone, with everything on its way to it. */
    void engineGone() {
        if (line != null) {
            forget();
        }
        left.clear();
    }

    private void forget() {
        hear(random.nextInt(1 + line.unheard()));
        line = null;
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
    private long durable() {
        return throughByEvent.headMap(durableEvent, true).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    boolean isDone() {
        return acknowledged == last;
    }
}
