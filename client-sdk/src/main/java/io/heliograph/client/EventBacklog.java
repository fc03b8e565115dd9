package io.heliograph.client;

import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import java.util.ArrayDeque;

/**
 * The events that wait to be sent, bounded, and how many of those sent are still unanswered.
 *
 * <p>It decides when a batch may go, without a timer: at once while few messages are unanswered, so that a slow trickle has no
 * delay; beyond that only full batches, so that a flood pays little per event. Every answer lets what waited go.
 *
 * <p>Not thread-safe: its owner holds a lock.
 */
final class EventBacklog {
    /** While fewer messages than this are unanswered, what waits goes at once, however little it is. */
    static final int EAGER_MESSAGES = 8;

    /** No batch is built beyond this many bytes, far below what the engine reads. */
    static final int MAX_BATCH_BYTES = 1 << 20;

    /** No event can be larger: a symbol has at most 32 bytes. */
    static final int MAX_EVENT_BYTES = 4096;

    private final ArrayDeque<MarketEvent> waiting = new ArrayDeque<>();
    private final ArrayDeque<Long> messageEnds = new ArrayDeque<>();
    private final int capacity;

    private int maxBatch;
    private int maxInFlight;
    private long sent;
    private long answered;
    private long urgentThrough;

    EventBacklog(int capacity, int maxBatch) {
        this.capacity = capacity;
        this.maxBatch = Math.min(maxBatch, capacity);
    }

    /** What the engine allows: nothing is sent before. */
    void open(int maxEventsInFlight, int maxBatchEvents) {
        this.maxInFlight = maxEventsInFlight;
        this.maxBatch = Math.min(maxBatch, maxBatchEvents);
    }

    boolean isFull() {
        return waiting.size() >= capacity;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes an event; the caller has asked {@link #isFull()}. */
    void add(MarketEvent event) {
        if (event.getSerializedSize() > MAX_EVENT_BYTES) {
            throw new IllegalArgumentException("event too large: bytes=" + event.getSerializedSize() + " limit="
                    + MAX_EVENT_BYTES + ": a symbol has at most 32 bytes");
        }
        waiting.add(event);
    }

    /** Everything taken so far goes as soon as the engine can take it, in batches as they come. */
    void flush() {
        urgentThrough = accepted();
    }

    /** The next batch to send, counted as sent; null while nothing may go. */
    MarketEventBatch next() {
        int count = (int) Math.min(Math.min(waiting.size(), maxBatch), maxInFlight - (sent - answered));
        if (count <= 0 || !mayGo()) {
            return null;
        }
        MarketEventBatch.Builder batch = MarketEventBatch.newBuilder();
        int bytes = 0;
        for (int i = 0; i < count && bytes < MAX_BATCH_BYTES - MAX_EVENT_BYTES; i++) {
            MarketEvent event = waiting.remove();
            bytes += event.getSerializedSize();
            batch.addEvents(event);
        }
        sent += batch.getEventsCount();
        messageEnds.add(sent);
        return batch.build();
    }

    /** The engine has answered this many events of the stream. */
    void onAnswered(long total) {
        answered = Math.max(answered, total);
        while (!messageEnds.isEmpty() && messageEnds.peek() <= answered) {
            messageEnds.remove();
        }
    }

    /** How many events were taken, sent or not. */
    long accepted() {
        return sent + waiting.size();
    }

    /** How many events were taken and are not answered. */
    long unanswered() {
        return accepted() - answered;
    }

    private boolean mayGo() {
        return messageEnds.size() < EAGER_MESSAGES || waiting.size() >= maxBatch || sent < urgentThrough;
    }
}
