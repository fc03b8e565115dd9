package io.heliograph.server.sequencer;

import io.heliograph.server.ingress.Publisher;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events that wait to be appended as one: their records side by side, and for each who sent it.
 *
 * <p>Belongs to the sequencer's thread; kept and filled again.
 */
final class Group {
    /** Records in one frame of the log. */
    static final int MOST = 256;

    /** Longest record of an event that comes through the ring. */
    private static final int LONGEST = 256;

    /** In the place of an index: nobody waits for the event. */
    private static final long NOBODYS = -1;

    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[MOST * LONGEST]);
    private final int[] offsets = new int[MOST];
    private final int[] lengths = new int[MOST];
    private final Publisher[] publishers = new Publisher[MOST];
    private final long[] indices = new long[MOST];
    private final long[] sourceSequences = new long[MOST];
    private final long[] times = new long[MOST];
    private final long[] cameIn = new long[MOST];
    private final int[] instruments = new int[MOST];
    private final int[] reasons = new int[MOST];

    private int count;
    private int end;

    /** Where the next record is to be written, at {@link #end}. */
    MutableDirectBuffer buffer() {
        return buffer;
    }

    int end() {
        return end;
    }

    boolean hasRoomFor(int records) {
        return count + records <= MOST;
    }

    /** Takes the record written at the end, which nobody waits for. */
    void add(int length) {
        add(length, null, NOBODYS, 0, 0, 0, 0, 0);
    }

    /**
     * Takes the record written at the end.
     *
     * @param index the publisher's count of events before it
     * @param cameInNs when it came in, by the steady clock
     * @param reason why it is refused already, or 0
     */
    void add(
            int length,
            Publisher publisher,
            long index,
            long sourceSequence,
            int instrument,
            long time,
            long cameInNs,
            int reason) {
        offsets[count] = end;
        lengths[count] = length;
        publishers[count] = publisher;
        indices[count] = index;
        sourceSequences[count] = sourceSequence;
        instruments[count] = instrument;
        times[count] = time;
        cameIn[count] = cameInNs;
        reasons[count] = reason;
        end += length;
        count++;
    }

    int count() {
        return count;
    }

    int offset(int i) {
        return offsets[i];
    }

    int length(int i) {
        return lengths[i];
    }

    /** Who sent it; null for an event of our own. */
    Publisher publisher(int i) {
        return publishers[i];
    }

    long index(int i) {
        return indices[i];
    }

    long sourceSequence(int i) {
        return sourceSequences[i];
    }

    int instrument(int i) {
        return instruments[i];
    }

    long time(int i) {
        return times[i];
    }

    long cameIn(int i) {
        return cameIn[i];
    }

    int reason(int i) {
        return reasons[i];
    }

    void clear() {
        count = 0;
        end = 0;
    }
}
