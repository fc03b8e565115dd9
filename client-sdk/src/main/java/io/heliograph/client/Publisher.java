package io.heliograph.client;

import io.grpc.Status;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.SourceOpen;
import io.heliograph.v1.SourceOpened;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Publishes the events of one source over one stream, as fast as the engine takes them and no faster.
 *
 * <p>Events wait in a bounded line and go in batches of what waits. With a numbered source each event gets the number after the
 * last one, or the caller gives numbers that rise ({@link MarketEvents#numbered}): those the engine has journaled already are
 * skipped, so that a program which starts over may publish everything again. After a failure the publisher is done; open another,
 * which begins where the engine stands. (Reconnecting by itself comes with a later version.)
 *
 * <p>Thread-safe. Events of several threads are numbered in the order in which they came in. Blocking calls must not be made from
 * callbacks of the same client if those were made direct.
 */
public final class Publisher implements AutoCloseable {
    private final ClientCore core;
    private final PublishStream stream;
    private final DurabilityLevel ackLevel;
    private final boolean numbered;
    private final boolean dense;
    private final Duration closeTimeout;

    private long lastSequence;
    private long firstNew;
    private long skipped;
    private ScheduledFuture<?> watermarks;

    Publisher(
            ClientCore core, SourceOpen open, EventBacklog backlog, PublisherListener listener, Duration closeTimeout) {
        this.core = core;
        this.stream = new PublishStream(core, open, backlog, listener);
        this.ackLevel = open.getAckLevel();
        this.numbered = open.getNumbering() != Numbering.NUMBERING_NONE;
        this.dense = open.getNumbering() == Numbering.NUMBERING_DENSE;
        this.closeTimeout = closeTimeout;
    }

    synchronized void open() {
        SourceOpened opened = stream.open();
        firstNew = opened.getJournaledThrough() + 1;
    }

    synchronized void sendWatermarks(Duration every, Duration lag, InstantSource clock) {
        watermarks = core.scheduler()
                .scheduleWithFixedDelay(
                        () -> offerLiveWatermark(clock.instant().minus(lag)),
                        every.toNanos(),
                        every.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /**
     * Takes an event to be sent; blocks while the line is full.
     *
     * @return the source sequence of the event; 0 for a watermark and for a source without numbers
     * @throws IllegalArgumentException if the event's number does not rise, or must not be there
     * @throws HeliographException if the stream has ended
     */
    public long publish(MarketEvent event) throws InterruptedException {
        while (true) {
            long sequence = tryPublish(event);
            if (sequence >= 0) {
                return sequence;
            }
            stream.awaitRoom();
        }
    }

    /** As {@link #publish}, but answers false at once where the line is full. */
    public boolean offer(MarketEvent event) {
        return tryPublish(event) >= 0;
    }

    /** Publishes a trade; price in the instrument's currency, size in its units, time in nanoseconds since the epoch. */
    public long trade(String symbol, long timeNanos, double price, double size) throws InterruptedException {
        return publish(MarketEvents.trade(symbol, timeNanos, price, size));
    }

    /** Publishes a trade. */
    public long trade(String symbol, Instant time, double price, double size) throws InterruptedException {
        return publish(MarketEvents.trade(symbol, time, price, size));
    }

    /** Says that everything before this time has been published, for every instrument of this source; bars close on this. */
    public void watermark(Instant time) throws InterruptedException {
        publish(MarketEvents.watermark(time));
    }

    /** Says that everything before this time, in nanoseconds since the epoch, has been published. */
    public void watermark(long timeNanos) throws InterruptedException {
        publish(MarketEvents.watermark(timeNanos));
    }

    /** Lets everything taken so far go without waiting for company. */
    public void flush() {
        stream.flush();
    }

    /**
     * Answers when everything taken so far has the level: at most the one the publisher was opened with.
     *
     * @return completes with the acknowledgement that said so, or with a {@link HeliographException}
     */
    public CompletableFuture<Acknowledgement> acknowledged(DurabilityLevel level) {
        if (level.getNumber() > ackLevel.getNumber()) {
            throw new IllegalArgumentException("this publisher does not hear of the level: level=" + level
                    + " ackLevel=" + ackLevel + ": open it with ackLevel(" + level + ")");
        }
        return stream.acknowledged(level);
    }

    /**
     * Waits until everything taken so far has the level.
     *
     * @throws HeliographException DEADLINE_EXCEEDED if it has not in time (it may later); or why the stream ended
     */
    public Acknowledgement awaitAcknowledged(DurabilityLevel level, Duration timeout) throws InterruptedException {
        return core.await(acknowledged(level), timeout, () -> "level=" + level + " unanswered=" + unanswered());
    }

    /** What the engine said at the open: journal, epoch, how far it was, how much may be in flight. */
    public SourceOpened opened() {
        return stream.opened();
    }

    /** The newest acknowledgement; before the first, what the open said. */
    public Acknowledgement latest() {
        return stream.latest();
    }

    /** Refused events by reason, since the open. */
    public Map<RefusalReason, Long> refused() {
        return stream.refused();
    }

    /** How many events were taken and are not yet answered. */
    public long unanswered() {
        return stream.unanswered();
    }

    /** How many events were not sent, because the engine had journaled their numbers before the open. */
    public synchronized long skipped() {
        return skipped;
    }

    /**
     * Sends what waits, tells the engine that no more comes, and waits until it has acknowledged everything.
     *
     * @throws HeliographException if it did not, in the close timeout or because the stream had failed
     */
    @Override
    public void close() {
        stopWatermarks();
        stream.close(closeTimeout);
    }

    /** Ends the stream at once; what was not acknowledged may or may not have been journaled. */
    public void abort() {
        stopWatermarks();
        stream.abort(Status.CANCELLED.withDescription("aborted by the publisher"));
    }

    private synchronized void stopWatermarks() {
        if (watermarks != null) {
            watermarks.cancel(false);
        }
    }

    private void offerLiveWatermark(Instant time) {
        // A full line needs no watermark: the next second brings another. If the stream ends in between, the offer
        // throws,
        // which ends this repeated task, as it should.
        if (stream.isOpen()) {
            stream.offer(MarketEvents.watermark(time));
        }
    }

    /** The sequence, 0 where there is none, or -1 if the line is full. */
    private synchronized long tryPublish(MarketEvent event) {
        if (event.hasWatermark() || !numbered) {
            requireNoSequence(event);
            return stream.offer(event) ? 0 : -1;
        }
        boolean given = event.getSourceSequence() != 0;
        long sequence = given ? event.getSourceSequence() : Math.max(lastSequence + 1, firstNew);
        if (given) {
            requireRising(sequence);
        }
        if (sequence < firstNew) {
            lastSequence = sequence;
            skipped++;
            return sequence;
        }
        MarketEvent toSend =
                given ? event : event.toBuilder().setSourceSequence(sequence).build();
        if (!stream.offer(toSend)) {
            return -1;
        }
        lastSequence = sequence;
        return sequence;
    }

    private static void requireNoSequence(MarketEvent event) {
        if (event.getSourceSequence() != 0) {
            throw new IllegalArgumentException(
                    (event.hasWatermark() ? "a watermark" : "an event of a source without numbers")
                            + " has no number: sourceSequence=" + event.getSourceSequence());
        }
    }

    private void requireRising(long sequence) {
        long next = Math.max(lastSequence + 1, firstNew);
        boolean hole = dense && sequence > next;
        if (sequence <= lastSequence || hole) {
            throw new IllegalArgumentException((hole ? "a dense source leaves out no number" : "numbers must rise")
                    + ": expected=" + next + " found=" + sequence);
        }
    }
}
