package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameWriter;
import io.heliograph.journal.segment.SegmentWriter;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** The appender of a segmented log; owned by the log's one writing thread. */
final class SegmentAppender implements LogAppender, AutoCloseable {
    private final SegmentLog log;
    private final long epoch;
    private final FrameWriter frame;
    private final boolean isEventLog;

    private SegmentWriter segment;
    private long segmentLength;
    private boolean hasAppended;
    private long written;
    private long sequence;
    private boolean inGroup;

    SegmentAppender(SegmentLog log, long epoch, long through) {
        this.log = log;
        this.epoch = epoch;
        this.frame = new FrameWriter(log.kind().number());
        this.isEventLog = log.kind() == LogKind.EVENTS;
        this.written = through;
        this.sequence = through;
        frame.begin();
    }

    ByteBuffer frameBytes() {
        return frame.bytes();
    }

    void beginIn(SegmentWriter next) {
        segment = next;
        hasAppended = false;
        segmentLength = 0;
        log.noteLength(0);
    }

    @Override
    public void beginGroup() {
        if (inGroup) {
            throw new IllegalStateException("the group before was not committed: sequence=" + sequence);
        }
        inGroup = true;
    }

    @Override
    public long add(DirectBuffer buffer, int offset, int length) {
        if (!inGroup) {
            throw new IllegalStateException("a record is added to a group: call beginGroup first");
        }
        if (length < 1 || length > FrameLayout.MAX_RECORD_LENGTH) {
            throw new IllegalArgumentException(
                    "a record has 1 to " + FrameLayout.MAX_RECORD_LENGTH + " bytes: length=" + length);
        }
        if (!frame.fits(length)) {
            writeFrame();
        }
        frame.add(buffer, offset, length);
        if (isEventLog) {
            frame.endCause();
        }
        return ++sequence;
    }

    @Override
    public void endCause() {
        frame.endCause();
    }

    @Override
    public void commit(int flags) {
        if (!inGroup) {
            throw new IllegalStateException("there is no group to commit: call beginGroup first");
        }
        inGroup = false;
        if (frame.count() > 0) {
            if ((flags & LAST_OF_CAUSE) != 0) {
                frame.endCause();
            }
            writeFrame();
            log.publishHead(sequence);
        }
    }

    @Override
    public long sequence() {
        return sequence;
    }

    private void writeFrame() {
        if (segmentLength > 0 && log.isRollDue()) {
            roll();
        }
        int length = frame.finish(FrameLayout.DATA, epoch, written + 1, log.durable());
        segment.append(length);
        log.noteUsed(segment.end());
        hasAppended = true;
        segmentLength += length;
        log.noteLength(segmentLength);
        written = sequence;
        frame.begin();
    }

    private void roll() {
        // The frame that waits to be written stays in its buffer; the new segment's writer shares that buffer.
        long lastIndex = hasAppended ? segment.lastIndex() : Segment.NO_FRAME;
        SegmentWriter next = log.roll(epoch, written, lastIndex, frame.bytes());
        segment.close();
        beginIn(next);
    }

    @Override
    public void close() {
        segment.close();
    }
}
