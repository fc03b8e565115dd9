package io.heliograph.server.store;

import io.heliograph.journal.RecordHandler;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Outputs taken from the log and not yet known to be stored: copies of the records, dense in their sequence. */
final class OutputBatch implements RecordHandler {
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(256 * 1024);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    private int[] ends = new int[1024];
    private long[] epochs = new long[1024];
    private long before;
    private int dropped;
    private int count;

    /** Empties it; the next output taken is the one after {@code sequence}. */
    void startAfter(long sequence) {
        before = sequence;
        dropped = 0;
        count = 0;
    }

    @Override
    public void onRecord(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        if (sequence != before + count + 1) {
            throw new IllegalStateException(
                    "outputs are dense: expected=" + (before + count + 1) + " found=" + sequence);
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            epochs = Arrays.copyOf(epochs, 2 * count);
        }
        int start = start(count);
        bytes.putBytes(start, buffer, offset, length);
        ends[count] = start + length;
        epochs[count] = epoch;
        count++;
    }

    /** How many wait. */
    int size() {
        return count - dropped;
    }

    /** Sequence of the last output before the first that waits. */
    long position() {
        return before + dropped;
    }

    /** Drops the first {@code number} of those that wait. */
    void drop(int number) {
        dropped += number;
        if (dropped == count) {
            startAfter(before + count);
        }
    }

    long sequence(int index) {
        return position() + 1 + index;
    }

    long epoch(int index) {
        return epochs[dropped + index];
    }

    /** The record and nothing beside it; good until the next call. */
    UnsafeBuffer record(int index) {
        int start = start(dropped + index);
        view.wrap(bytes, start, ends[dropped + index] - start);
        return view;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
