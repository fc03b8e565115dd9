package io.heliograph.journal;

import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.segment.SegmentTailer;

/** Binary search for a sequence over the frames of a segment; Chronicle indexes run from 0 without a gap. */
final class FrameSearch {
    private FrameSearch() {}

    /**
     * Moves a fresh tailer before a frame that begins at or before {@code sequence}, as near to it as could be found. Where a
     * frame on the way is damaged the search stops short, and whoever reads on from there meets it.
     */
    static void moveBefore(long sequence, SegmentTailer tailer, FrameReader frame) {
        long low = 0;
        long high = tailer.readLast(frame.bytes()) == SegmentTailer.NOTHING ? 0 : tailer.index() + 1;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (!tailer.moveTo(middle) || frame.check(tailer.read(frame.bytes())) != null) {
                break;
            }
            if (frame.firstSequence() <= sequence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        frame.clear();
        if (low == 0 || !tailer.moveTo(low)) {
            tailer.toStart();
        }
    }
}
