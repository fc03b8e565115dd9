package io.heliograph.journal.frame;

import static io.heliograph.journal.frame.FrameLayout.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Holds a copy of one frame, checks it whole, and walks through its records; any bytes give an answer, never an exception.
 *
 * <p>The frame is copied first and checked afterwards, so what is handed on is what was checked. Allocates nothing after
 * construction; one thread.
 */
public final class FrameReader {
    private final byte kind;
    private final int log;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final FrameChecksum checksum = new FrameChecksum();

    private int remaining;
    private int next;
    private long sequence;
    private int recordOffset;
    private int recordLength;
    private boolean lastOfCause;

    /** A reader of frames of one kind and log. */
    public FrameReader(byte kind, int log) {
        this.kind = kind;
        this.log = log;
    }

    /** Where a frame is copied to before {@link #check}. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * Checks the frame of {@code length} bytes that was copied to the start of {@link #bytes} and stands before its first
     * record.
     *
     * @return what is wrong with it, or null
     */
    public FrameProblem check(int length) {
        remaining = 0;
        FrameProblem problem = problemOf(length);
        if (problem == null) {
            remaining = count();
            next = HEADER_LENGTH;
            sequence = firstSequence() - 1;
        }
        return problem;
    }

    /** Drops what is left of the frame. */
    public void clear() {
        remaining = 0;
    }

    /** Moves to the next record; false behind the last. */
    public boolean next() {
        if (remaining == 0) {
            return false;
        }
        int header = int32(next);
        recordOffset = next + RECORD_HEADER_LENGTH;
        recordLength = header & ~LAST_OF_CAUSE_BIT;
        lastOfCause = header < 0;
        next = recordOffset + recordLength;
        sequence++;
        remaining--;
        return true;
    }

    /** Records not yet walked through. */
    public int remaining() {
        return remaining;
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    /** Sequence of the record that {@link #next} moved to. */
    public long sequence() {
        return sequence;
    }

    public int recordOffset() {
        return recordOffset;
    }

    public int recordLength() {
        return recordLength;
    }

    public boolean isLastOfCause() {
        return lastOfCause;
    }

    /** The format that the frame names; of one that is whole but for that. */
    public int format() {
        return buffer.getByte(FORMAT_OFFSET);
    }

    public long epoch() {
        return int64(EPOCH_OFFSET);
    }

    public long firstSequence() {
        return int64(FIRST_OFFSET);
    }

    public long lastSequence() {
        return firstSequence() + count() - 1;
    }

    public int count() {
        return int32(COUNT_OFFSET);
    }

    /** Bytes of the whole frame, its header included. */
    public int length() {
        return int32(LENGTH_OFFSET);
    }

    /** The durable sequence of the log as known when the frame was written. */
    public long durable() {
        return int64(DURABLE_OFFSET);
    }

    private FrameProblem problemOf(int length) {
        if (length < HEADER_LENGTH) {
            return FrameProblem.TOO_SHORT;
        }
        if (length > MAX_LENGTH) {
            return FrameProblem.TOO_LONG;
        }
        if (int32(MAGIC_OFFSET) != MAGIC) {
            return FrameProblem.MAGIC;
        }
        if (int32(LENGTH_OFFSET) != length) {
            return FrameProblem.LENGTH;
        }
        int said = int32(CRC_OFFSET);
        int found = checksum.of(bytes, length);
        buffer.putInt(CRC_OFFSET, said, ByteOrder.LITTLE_ENDIAN);
        if (said != found) {
            return FrameProblem.CHECKSUM;
        }
        if (buffer.getByte(FORMAT_OFFSET) != FrameLayout.FORMAT) {
            return FrameProblem.FORMAT;
        }
        if (buffer.getByte(KIND_OFFSET) != kind) {
            return FrameProblem.KIND;
        }
        if (int32(LOG_OFFSET) != log) {
            return FrameProblem.LOG;
        }
        if (count() < 1 || count() > MAX_RECORDS) {
            return FrameProblem.COUNT;
        }
        if (firstSequence() < 1 || epoch() < 1) {
            return FrameProblem.SEQUENCE;
        }
        return recordsFill(length) ? null : FrameProblem.RECORDS;
    }

    private boolean recordsFill(int length) {
        int offset = HEADER_LENGTH;
        for (int i = 0, count = count(); i < count; i++) {
            if (length - offset < RECORD_HEADER_LENGTH) {
                return false;
            }
            int record = int32(offset) & ~LAST_OF_CAUSE_BIT;
            offset += RECORD_HEADER_LENGTH;
            if (record < 1 || record > length - offset) {
                return false;
            }
            offset += record;
        }
        return offset == length;
    }

    private int int32(int offset) {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private long int64(int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }
}
