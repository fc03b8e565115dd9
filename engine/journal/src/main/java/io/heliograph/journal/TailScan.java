package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameProblem;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.segment.SegmentDamagedException;
import io.heliograph.journal.segment.SegmentTailer;

/**
 * Finds the valid end of a log's newest segment: frames are checked one after the other from its start, and the last of them
 * must be the one that is found from the segment's end backward.
 *
 * <p>Chronicle's own reader takes a damaged header for the end and says nothing; looking from both sides shows it.
 */
final class TailScan {
    private final Segment segment;
    private final FrameReader frame;
    private final FrameReader fromBehind;

    private long last;
    private long lastIndex = Segment.NO_FRAME;
    private long bytes;
    private long durable;
    private long offset;
    private long lastBehind;
    private String finding;

    private TailScan(LogKind log, Segment segment) {
        this.segment = segment;
        this.frame = new FrameReader(FrameLayout.DATA, log.number());
        this.fromBehind = new FrameReader(FrameLayout.DATA, log.number());
        this.last = segment.first() - 1;
    }

    /**
     * What a scan found.
     *
     * @param last last valid sequence; the one before the segment's first where nothing in it is valid
     * @param lastIndex Chronicle index of the frame that holds it; -1 for none
     * @param bytes in its valid frames
     * @param durable highest durable sequence that a valid frame names
     * @param offset where in the data file the first bytes lie that are not valid
     * @param lastBehind last sequence of the frame found from the segment's end backward; 0 where there is no whole one
     * @param finding what is wrong behind the valid end, or null
     */
    record Result(long last, long lastIndex, long bytes, long durable, long offset, long lastBehind, String finding) {
        /** Of a log without a segment. */
        static final Result NOTHING = new Result(0, Segment.NO_FRAME, 0, 0, 0, 0, null);

        boolean isDamaged() {
            return finding != null;
        }
    }

    static Result scan(LogKind log, Segment segment, int blockSize) {
        TailScan scan = new TailScan(log, segment);
        try (SegmentTailer forward = SegmentTailer.open(segment.folder(), blockSize)) {
            scan.run(forward, blockSize);
        } catch (SegmentDamagedException | InternalError e) {
            // Compiled code may let a fault of mapped memory out a frame later than where it was asked for.
            scan.finding = scan.finding == null ? e.getMessage() : scan.finding;
        }
        return new Result(
                scan.last, scan.lastIndex, scan.bytes, scan.durable, scan.offset, scan.lastBehind, scan.finding);
    }

    private void run(SegmentTailer forward, int blockSize) {
        walk(forward);
        long behind = endFromBehind(blockSize);
        // An engine may be writing behind us (read-only use), so an end that moved on is looked at again.
        while (finding == null && behind != lastIndex) {
            if (!walk(forward) && finding == null) {
                finding = "reading stops where more lies behind: lastIndex=" + lastIndex + " endIndex=" + behind;
            }
            behind = endFromBehind(blockSize);
        }
    }

    private boolean walk(SegmentTailer forward) {
        long before = last;
        int length;
        while (finding == null && (length = forward.read(frame.bytes())) != SegmentTailer.NOTHING) {
            FrameProblem problem = frame.check(length);
            offset = forward.offset();
            if (problem == FrameProblem.FORMAT) {
                throw JournalVersionException.ofFrame(segment.folder(), frame.format());
            }
            if (problem != null) {
                forward.requireNoFault();
                finding = "a frame " + problem.text() + ": index=" + forward.index();
            } else if (frame.firstSequence() != last + 1 || frame.epoch() != segment.epoch()) {
                finding = "a frame does not continue the log: index=" + forward.index() + " expected=" + (last + 1)
                        + " found=" + frame.firstSequence() + " epoch=" + frame.epoch();
            } else {
                last = frame.lastSequence();
                lastIndex = forward.index();
                bytes += length;
                offset = forward.end();
                durable = Math.max(durable, frame.durable());
            }
        }
        return last > before;
    }

    private long endFromBehind(int blockSize) {
        try (SegmentTailer backward = SegmentTailer.open(segment.folder(), blockSize)) {
            int length = backward.readLast(fromBehind.bytes());
            if (length == SegmentTailer.NOTHING) {
                return Segment.NO_FRAME;
            }
            if (fromBehind.check(length) == null) {
                durable = Math.max(durable, fromBehind.durable());
                lastBehind = fromBehind.lastSequence();
            } else {
                backward.requireNoFault();
            }
            return backward.index();
        }
    }
}
