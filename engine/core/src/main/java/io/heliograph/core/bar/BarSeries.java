package io.heliograph.core.bar;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/**
 * The latest closed bars of one instrument and timeframe, oldest first.
 *
 * <p>Kept as raw bits in one ring. It has room for a few bars first, because most instruments never close many of the
 * largest timeframes, and for all of them once it has shown that it fills; from then on nothing is allocated. Belongs
 * to the core's thread.
 */
public final class BarSeries {
    private static final int STRIDE = 11;
    private static final int FIRST_ROOM = 32;

    private final int capacity;

    private long[] ring = new long[0];
    private int oldest;
    private int size;
    private long count;

    /** {@code count}: bars closed before the series began. */
    BarSeries(int capacity, long count) {
        this.capacity = capacity;
        this.count = count;
    }

    /** Bars kept, at most the capacity. */
    public int size() {
        return size;
    }

    /** Bars of the timeframe closed so far; the ordinal of the next one. */
    public long count() {
        return count;
    }

    /** Start of a kept bar; index 0 is the oldest. */
    public long start(int index) {
        return ring[place(index)];
    }

    /** End of a kept bar; index 0 is the oldest. */
    public long end(int index) {
        return ring[place(index) + 1];
    }

    /** The kept bar with this start, or negative; for series whose starts rise. */
    int indexOf(long start) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (start(middle) < start) {
                low = middle + 1;
            } else if (start(middle) > start) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /** Fills {@code into} with a kept bar; index 0 is the oldest, {@code size() - 1} the newest. */
    public ClosedBar read(int index, ClosedBar into) {
        int at = place(index);
        return into.time(ring[at], ring[at + 1], count - size + index, ring[at + 2])
                .prices(number(at + 3), number(at + 4), number(at + 5), number(at + 6))
                .volume(number(at + 7), number(at + 8), ring[at + 9], (int) ring[at + 10]);
    }

    /** Appends a bar, dropping the oldest where the ring is full; the ordinal must be {@link #count()}. */
    public void add(ClosedBar bar) {
        if (bar.ordinal() != count) {
            throw new IllegalStateException(
                    "expected the next bar of the series: ordinal=" + bar.ordinal() + " count=" + count);
        }
        if (size < capacity) {
            makeRoom();
            size++;
        } else {
            oldest = oldest + 1 == capacity ? 0 : oldest + 1;
        }
        count++;
        write(bar, place(size - 1));
    }

    /** Writes every kept bar as raw bits. */
    public void save(StateSink sink) {
        sink.putLong(count);
        sink.putLong(size);
        int first = Math.min(size, capacity - oldest);
        sink.putLongs(ring, oldest * STRIDE, first * STRIDE);
        sink.putLongs(ring, 0, (size - first) * STRIDE);
    }

    /** Takes what {@link #save(StateSink)} of a series of the same capacity wrote. */
    public void restore(StateSource source) {
        count = source.getLong();
        size = source.getCount(STRIDE);
        if (size > capacity) {
            throw new IllegalStateException(
                    "expected no more bars than are kept: size=" + size + " capacity=" + capacity);
        }
        oldest = 0;
        ring = new long[Math.max(ring.length, size * STRIDE)];
        source.getLongs(ring, 0, size * STRIDE);
    }

    private void write(ClosedBar bar, int at) {
        ring[at] = bar.start();
        ring[at + 1] = bar.end();
        ring[at + 2] = bar.day();
        ring[at + 3] = Double.doubleToRawLongBits(bar.open());
        ring[at + 4] = Double.doubleToRawLongBits(bar.high());
        ring[at + 5] = Double.doubleToRawLongBits(bar.low());
        ring[at + 6] = Double.doubleToRawLongBits(bar.close());
        ring[at + 7] = Double.doubleToRawLongBits(bar.volume());
        ring[at + 8] = Double.doubleToRawLongBits(bar.wap());
        ring[at + 9] = bar.trades();
        ring[at + 10] = bar.flags();
    }

    private double number(int at) {
        return Double.longBitsToDouble(ring[at]);
    }

    private int place(int index) {
        int slot = oldest + index;
        return (slot < capacity ? slot : slot - capacity) * STRIDE;
    }

    /** The ring starts at slot 0 until it is full, so growing it keeps every bar in its place. */
    private void makeRoom() {
        if ((size + 1) * STRIDE > ring.length) {
            int room = size < FIRST_ROOM ? Math.min(FIRST_ROOM, capacity) : capacity;
            ring = Arrays.copyOf(ring, room * STRIDE);
        }
    }
}
