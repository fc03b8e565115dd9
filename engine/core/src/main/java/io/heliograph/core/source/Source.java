package io.heliograph.core.source;

import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One publisher: its epoch, its numbers, its last accepted event.
 *
 * <p>Belongs to the core's thread.
 */
public final class Source {
    /** Longest record of a trade, quote or bar. */
    private static final int LONGEST_RECORD = 128;

    private static final int WORD = 6;

    private final int number;
    private final String id;
    private final UnsafeBuffer lastEvent = new UnsafeBuffer(new byte[LONGEST_RECORD]);
    private final long[] refused = new long[Refusal.values().length];

    private long epoch;
    private Numbering numbering;
    private long lastSequence;
    private int lastEventLength;
    private long watermark = Long.MIN_VALUE;
    private long accepted;
    private long[] published = new long[1];

    Source(int number, String id) {
        this.number = number;
        this.id = id;
    }

    /** Begins an epoch, or goes on with the one in force under another numbering. */
    void open(long epoch, Numbering numbering) {
        if (epoch < this.epoch) {
            throw new IllegalStateException(
                    "a source's epoch never falls: source=" + id + " epoch=" + epoch + " inForce=" + this.epoch);
        }
        if (epoch > this.epoch) {
            this.lastSequence = 0;
        }
        this.epoch = epoch;
        this.numbering = numbering;
    }

    /** Takes the number of an event that was journaled, applied or not. */
    public void useNumber(long sequence) {
        lastSequence = Math.max(lastSequence, sequence);
    }

    /** Notes an event that was applied, and keeps its record. */
    public void accept(int instrument, DirectBuffer buffer, int offset, int length) {
        accepted++;
        publish(instrument);
        lastEvent.putBytes(0, buffer, offset, length);
        lastEventLength = length;
    }

    /** Notes that it published for an instrument. */
    public void publish(int instrument) {
        int word = instrument >> WORD;
        if (word >= published.length) {
            published = Arrays.copyOf(published, Math.max(word + 1, published.length * 2));
        }
        published[word] |= 1L << instrument;
    }

    public void refuse(Refusal reason) {
        refused[reason.value()]++;
    }

    /** Notes a watermark that named no instrument. */
    public void raiseWatermark(long time) {
        watermark = Math.max(watermark, time);
    }

    public boolean hasPublished(int instrument) {
        int word = instrument >> WORD;
        return word < published.length && (published[word] & 1L << instrument) != 0;
    }

    /** Writes everything but number and name as raw bits. */
    public void save(StateSink sink) {
        sink.putLong(epoch);
        sink.putLong(numbering.value());
        sink.putLong(lastSequence);
        sink.putLong(watermark);
        sink.putLong(accepted);
        for (long count : refused) {
            sink.putLong(count);
        }
        sink.putLong(lastEventLength);
        for (int i = 0; i < LONGEST_RECORD; i += Long.BYTES) {
            sink.putLong(lastEvent.getLong(i, ByteOrder.LITTLE_ENDIAN));
        }
        sink.putLong(published.length);
        for (long word : published) {
            sink.putLong(word);
        }
    }

    /** Takes what {@link #save(StateSink)} of the same source wrote. */
    public void restore(StateSource source) {
        epoch = source.getLong();
        numbering = Numbering.get((short) source.getLong());
        lastSequence = source.getLong();
        watermark = source.getLong();
        accepted = source.getLong();
        for (int i = 0; i < refused.length; i++) {
            refused[i] = source.getLong();
        }
        long length = source.getLong();
        if (length < 0 || length > LONGEST_RECORD) {
            throw new IllegalStateException(
                    "expected the length of an event's record: length=" + length + " most=" + LONGEST_RECORD);
        }
        lastEventLength = (int) length;
        for (int i = 0; i < LONGEST_RECORD; i += Long.BYTES) {
            lastEvent.putLong(i, source.getLong(), ByteOrder.LITTLE_ENDIAN);
        }
        published = new long[source.getCount(1)];
        for (int i = 0; i < published.length; i++) {
            published[i] = source.getLong();
        }
    }

    public int number() {
        return number;
    }

    /** Its name; empty for the nameless source. */
    public String id() {
        return id;
    }

    /** Its epoch in force, from 1; 0 for the nameless source. */
    public long epoch() {
        return epoch;
    }

    public Numbering numbering() {
        return numbering;
    }

    /** Largest of its numbers journaled in this epoch; 0 before the first. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Record of its last event that was applied and no watermark, message header first; overwritten by the next. */
    public DirectBuffer lastEvent() {
        return lastEvent;
    }

    /** Bytes of {@link #lastEvent()}; 0 before the first. */
    public int lastEventLength() {
        return lastEventLength;
    }

    /** Its latest watermark that named no instrument; {@code Long.MIN_VALUE} before the first. */
    public long watermark() {
        return watermark;
    }

    /** Its events journaled and applied, in all epochs. */
    public long accepted() {
        return accepted;
    }

    /** Its refusals of a reason, in all epochs. */
    public long refused(Refusal reason) {
        return refused[reason.value()];
    }

    public long late() {
        return refused(Refusal.LATE);
    }
}
