package io.heliograph.journal.replay;

import io.heliograph.core.EventEncoder;
import io.heliograph.core.EventHandler;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.journal.VoidedEvents;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Feeds a stretch of an event log to a core; recovery, audit and backtest differ only in what they do with its outputs.
 *
 * <p>One thread. Allocates nothing per event.
 */
public final class Replay implements AutoCloseable {
    private static final int BATCH = 4096;

    private final LogReader reader;
    private final EventHandler core;
    private final long from;
    private final long through;
    private final VoidedEvents voided;
    private final EventVersions versions = new EventVersions();
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer inItsPlace = new ExpandableArrayBuffer(32);
    private final RecordHandler feeding = this::feed;

    /**
     * A replay of the events behind {@code from}.
     *
     * @param from last event that the core has taken already; 0 for a fresh core
     * @param through last event to feed, at most the log's head
     */
    public Replay(Log events, long from, long through, EventHandler core) {
        this(events, from, through, core, events.voided());
    }

    /** The same with another list of voided events. */
    Replay(Log events, long from, long through, EventHandler core, VoidedEvents voided) {
        this.reader = events.openReader(from, () -> through);
        this.voided = voided;
        this.core = core;
        this.from = from;
        this.through = through;
    }

    /**
     * Feeds up to {@code limit} events.
     *
     * @return how many were fed
     * @throws JournalException if the log cannot be read on, or an event cannot be replayed
     */
    public int poll(int limit) {
        return reader.poll(feeding, limit);
    }

    /** Feeds everything. */
    public void run(ReplayProgress progress) {
        progress.onProgress(0, through - from);
        while (!isDone()) {
            if (poll(BATCH) == 0) {
                Thread.onSpinWait();
            } else {
                progress.onProgress(position() - from, through - from);
            }
        }
    }

    public boolean isDone() {
        return position() >= through;
    }

    /** Last event fed. */
    public long position() {
        return reader.position();
    }

    private void feed(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        versions.check(sequence, buffer, offset, length);
        try {
            if (voided.holds(sequence, buffer, offset, length)) {
                core.onEvent(
                        sequence,
                        inItsPlace,
                        0,
                        encoder.eventVoided(inItsPlace, 0, EventEncoder.receiveTime(buffer, offset)));
            } else {
                versions.checkContent(sequence, buffer, offset);
                core.onEvent(sequence, buffer, offset, length);
            }
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonEventException(sequence, e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
