package io.heliograph.journal.frame;

import static io.heliograph.journal.frame.FrameLayout.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds one frame after another in a kept direct buffer; allocates nothing after construction; one thread.
 *
 * <p>{@link #begin}, then {@link #add} while {@link #fits}, then {@link #finish}.
 */
public final class FrameWriter {
    private final int log;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final FrameChecksum checksum = new FrameChecksum();

    private int length;
    private int count;
    private int lastRecord;

    /** A writer of frames of one log (see FORMAT.md for its number). */
    public FrameWriter(int log) {
        this.log = log;
    }

    /** Starts an empty frame. */
    public void begin() {
        length = HEADER_LENGTH;
        count = 0;
    }

    /** Whether a record of that length may still be added. */
    public boolean fits(int recordLength) {
        return count < MAX_RECORDS && length + RECORD_HEADER_LENGTH + recordLength <= MAX_LENGTH;
    }

    /** Adds a record that {@link #fits}. */
    public void add(DirectBuffer source, int offset, int recordLength) {
        lastRecord = length;
        buffer.putInt(length, recordLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(length + RECORD_HEADER_LENGTH, source, offset, recordLength);
        length += RECORD_HEADER_LENGTH + recordLength;
        count++;
    }

    /** Says that the record added last is the last of its cause; without effect on an empty frame. */
    public void endCause() {
        if (count > 0) {
            int header = buffer.getInt(lastRecord, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(lastRecord, header | LAST_OF_CAUSE_BIT, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Writes header and checksum; answers the length of the whole frame, which starts at byte 0 of {@link #bytes}. */
    public int finish(byte kind, long epoch, long firstSequence, long durable) {
        boolean lastOfCause = (buffer.getInt(lastRecord, ByteOrder.LITTLE_ENDIAN) & LAST_OF_CAUSE_BIT) != 0;
        buffer.putInt(MAGIC_OFFSET, MAGIC, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(FORMAT_OFFSET, FORMAT);
        buffer.putByte(KIND_OFFSET, kind);
        buffer.putShort(FLAGS_OFFSET, lastOfCause ? LAST_OF_CAUSE : 0, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(EPOCH_OFFSET, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(FIRST_OFFSET, firstSequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(COUNT_OFFSET, count, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(LOG_OFFSET, log, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(DURABLE_OFFSET, durable, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(CRC_OFFSET, checksum.of(bytes, length), ByteOrder.LITTLE_ENDIAN);
        return length;
    }

    /** Records in the frame so far. */
    public int count() {
        return count;
    }

    /** The kept buffer; its position and limit mean nothing. */
    public ByteBuffer bytes() {
        return bytes;
    }
}
