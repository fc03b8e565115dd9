package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameProblem;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.segment.SegmentDamagedException;
import io.heliograph.journal.segment.SegmentTailer;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.agrona.concurrent.NanoClock;

/** The reader of a segmented log; goes from segment to segment by our chain, never by Chronicle's tailer. */
final class SegmentLogReader implements LogReader {
    /** A reader that sees nothing where something is published looks again after that long ... */
    static final long RETRY_NS = 10_000_000;

    /** ... and gives up at this many failures in a row. */
    static final int ATTEMPTS = 3;

    private final SegmentLog log;
    private final LongSupplier bound;
    private final NanoClock clock;
    private final int blockSize;
    private final FrameReader frame;

    private SegmentChain chain;
    private Segment segment;
    private SegmentTailer tailer;
    private long end;
    private long position;
    private volatile long reached;
    private boolean isPlaced;
    private boolean isSearching;
    private boolean isWaiting;
    private long waitingSinceNs;
    private int failures;

    SegmentLogReader(SegmentLog log, JournalOptions options, long position, LongSupplier bound) {
        this.log = log;
        this.bound = bound;
        this.clock = options.nanoClock();
        this.blockSize = options.blockSize();
        this.frame = new FrameReader(FrameLayout.DATA, log.kind().number());
        seek(position + 1);
    }

    @Override
    public int poll(RecordHandler handler, int limit) {
        long through = bound.getAsLong();
        int count = 0;
        while (count < limit && position < through) {
            if ((frame.remaining() == 0 || position >= end) && !nextFrame()) {
                break;
            }
            if (position >= through) {
                break; // lost events were passed over, and what comes behind them lies beyond the bound
            }
            frame.next();
            position = frame.sequence();
            count++;
            handler.onRecord(
                    position,
                    frame.epoch(),
                    frame.buffer(),
                    frame.recordOffset(),
                    frame.recordLength(),
                    frame.isLastOfCause());
        }
        if (count > 0) {
            reached = position;
        }
        return count;
    }

    /** Hands on whole frames, as {@link #poll} does records; the first must begin behind {@link #position}. */
    int pollFrames(FrameHandler handler, int limit) {
        long through = bound.getAsLong();
        int count = 0;
        while (count < limit && position < through && nextFrame()) {
            long last = Math.min(frame.lastSequence(), end);
            handler.onFrame(frame.firstSequence(), last, segment.ordinal(), frame.bytes(), frame.length());
            position = last;
            frame.clear();
            count++;
        }
        if (count > 0) {
            reached = position;
        }
        return count;
    }

    /** Where it stood after its last poll; any thread. */
    long reached() {
        return reached;
    }

    @Override
    public void seek(long sequence) {
        if (sequence < log.first()) {
            throw new IllegalArgumentException(
                    "that sequence is not kept: sequence=" + sequence + " first=" + log.first());
        }
        position = sequence - 1;
        reached = position;
        frame.clear();
        isPlaced = false;
        isWaiting = false;
        failures = 0;
    }

    @Override
    public long position() {
        return position;
    }

    /** Chronicle index of the frame that holds the next record. */
    long indexOfNext() {
        if (!nextFrame()) {
            throw corrupt("it is not there");
        }
        return tailer.index();
    }

    private boolean nextFrame() {
        frame.clear();
        try {
            SegmentChain now = log.chain();
            if (!isPlaced || now != chain || position >= end) {
                turnTo(now);
            }
            return readFrame();
        } catch (SegmentDamagedException | InternalError e) {
            // Compiled code may let a fault of mapped memory out a frame later than where it was asked for.
            throw corrupt(e.getMessage(), e);
        }
    }

    private void turnTo(SegmentChain now) {
        position = now.nextKept(position + 1) - 1;
        int place = now.holding(position + 1);
        if (place < 0) {
            throw new SequenceCompactedException(log.kind(), position + 1, now.first());
        }
        Segment next = now.get(place);
        chain = now;
        end = now.isNewest(place) ? Long.MAX_VALUE : now.end(place);
        if (tailer == null || !next.folder().equals(segment.folder())) {
            closeTailer();
            segment = next;
            if (!Segment.isDescribed(next.folder())) {
                throw corrupt("the segment is gone");
            }
            tailer = SegmentTailer.open(next.folder(), blockSize);
            isPlaced = false;
        }
        if (!isPlaced) {
            place();
        }
    }

    private void place() {
        isSearching = position + 1 != segment.first();
        if (isSearching) {
            FrameSearch.moveBefore(position + 1, tailer, frame);
        } else {
            tailer.toStart();
        }
        isPlaced = true;
    }

    private boolean readFrame() {
        int length;
        while ((length = tailer.read(frame.bytes())) != SegmentTailer.NOTHING) {
            FrameProblem problem = frame.check(length);
            if (problem == FrameProblem.FORMAT) {
                throw JournalVersionException.ofFrame(segment.folder(), frame.format());
            }
            if (problem != null) {
                tailer.requireNoFault();
                throw corrupt("the frame at index " + tailer.index() + " " + problem.text());
            }
            if (isSearching && frame.lastSequence() <= position) {
                frame.clear();
                continue;
            }
            if (frame.firstSequence() > position + 1
                    || (frame.firstSequence() != position + 1 && !isSearching)
                    || frame.epoch() != segment.epoch()) {
                throw corrupt("the frame at index " + tailer.index() + " does not continue the log: firstSequence="
                        + frame.firstSequence() + " epoch=" + frame.epoch());
            }
            while (frame.sequence() < position) {
                frame.next();
            }
            isSearching = false;
            isWaiting = false;
            failures = 0;
            return true;
        }
        return nothingThere();
    }

    private boolean nothingThere() {
        long now = clock.nanoTime();
        if (!isWaiting) {
            isWaiting = true;
            waitingSinceNs = now;
        } else if (now - waitingSinceNs >= RETRY_NS) {
            failures++;
            if (failures == ATTEMPTS) {
                throw corrupt("it is published, and was not to be seen in " + ATTEMPTS + " attempts");
            }
            waitingSinceNs = now;
            reopen();
        }
        return false;
    }

    private JournalException corrupt(String found) {
        return corrupt(found, null);
    }

    /** Why the log cannot be read on; beside a running engine the segment may be gone by rights. */
    private JournalException corrupt(String found, Throwable cause) {
        if (segment != null && log.isDeleted(segment)) {
            return new SequenceCompactedException(log.kind(), position + 1, log.firstKept());
        }
        Path file = segment == null ? null : segment.folder();
        return new JournalCorruptException(
                "the log cannot be read on: log=" + log.kind().folder() + " sequence=" + (position + 1) + " segment="
                        + file + " found=" + found + "; restore it from a copy",
                cause);
    }

    private void reopen() {
        frame.clear();
        closeTailer();
        isPlaced = false;
    }

    private void closeTailer() {
        if (tailer != null) {
            tailer.close();
            tailer = null;
        }
    }

    @Override
    public void close() {
        log.closed(this);
        closeTailer();
    }
}
