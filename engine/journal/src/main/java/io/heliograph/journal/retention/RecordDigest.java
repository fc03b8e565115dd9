package io.heliograph.journal.retention;

import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.Tombstone.DeletedSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.DirectBuffer;

/** SHA-256 over the valid records of a segment, some at a time; each as its length (u32, little-endian) and its bytes. */
final class RecordDigest implements AutoCloseable {
    private final LogKind log;
    private final SegmentRange segment;
    private final LogReader reader;
    private final MessageDigest sha256;
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private byte[] record = new byte[1024];

    RecordDigest(Journal journal, LogKind log, SegmentRange segment) {
        this.log = log;
        this.segment = segment;
        Log from = log == LogKind.EVENTS ? journal.events() : journal.outputs();
        this.reader = from.openReader(segment.first() - 1, segment::last);
        this.sha256 = sha256();
    }

    /** Takes the next records in; answers how many. */
    int step(int limit) {
        return reader.poll(
                (sequence, epoch, buffer, offset, count, endOfCause) -> onRecord(buffer, offset, count), limit);
    }

    boolean isDone() {
        return reader.position() >= segment.last();
    }

    /** What a tombstone says of the segment, once all is taken in. */
    DeletedSegment result() {
        return new DeletedSegment(log, segment.ordinal(), segment.first(), segment.last(), sha256.digest());
    }

    private void onRecord(DirectBuffer buffer, int offset, int count) {
        if (count > record.length) {
            record = new byte[count];
        }
        buffer.getBytes(offset, record, 0, count);
        sha256.update(length.putInt(0, count).array());
        sha256.update(record, 0, count);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
