package io.heliograph.journal.snapshot;

import io.heliograph.core.SignalCore;
import io.heliograph.kernels.StateSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A core's state at one event, in memory of its own that is kept and filled again.
 *
 * <p>Filled on the core's thread, then handed to the thread that writes it; one of them has it at a time. Memory is taken
 * beforehand by {@link #reserve}, because the first touch of it costs ten times the copy; a copy takes only what is missing.
 */
public final class StateCopy implements StateSink {
    private static final int CHUNK_BYTES = 8 * 1024 * 1024;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    private final List<LongBuffer> rows = new ArrayList<>();

    private LongBuffer row = LongBuffer.allocate(0);
    private int used;
    private long epoch;
    private long eventSequence;
    private long outputSequence;
    private long takenNs;
    private String build = "";

    /**
     * Copies a core's state, between two events.
     *
     * @param nowNs nanoseconds since 1970
     * @throws IllegalStateException where there is no memory for it; the core is as it was
     */
    public void take(SignalCore core, long nowNs) {
        used = 0;
        row = LongBuffer.allocate(0);
        core.save(this);
        epoch = core.epoch();
        eventSequence = core.eventSequence();
        outputSequence = core.outputSequence();
        takenNs = nowNs;
        build = core.lastStart() == null ? "" : core.lastStart().build();
    }

    /** Bytes that a copy of the core would have now; quick, because kept bars are counted and not read. */
    public static long sizeOf(SignalCore core) {
        Counting counting = new Counting();
        core.save(counting);
        return counting.longs * Long.BYTES;
    }

    /**
     * Takes the memory for a copy of so many bytes, on a thread that has the time.
     *
     * @throws IllegalStateException where there is none
     */
    public void reserve(long bytes) {
        while ((long) chunks.size() * CHUNK_BYTES < bytes) {
            grow();
        }
    }

    @Override
    public void putLong(long bits) {
        if (!row.hasRemaining()) {
            next();
        }
        row.put(bits);
    }

    @Override
    public void putLongs(long[] longs, int from, int count) {
        int at = from;
        while (at < from + count) {
            if (!row.hasRemaining()) {
                next();
            }
            int fits = Math.min(row.remaining(), from + count - at);
            row.put(longs, at, fits);
            at += fits;
        }
    }

    /** Bytes of the state. */
    public long bytes() {
        return used == 0 ? 0 : (used - 1L) * CHUNK_BYTES + (long) row.position() * Long.BYTES;
    }

    /** Last event in it. */
    public long eventSequence() {
        return eventSequence;
    }

    /** Last output given until then. */
    public long outputSequence() {
        return outputSequence;
    }

    long epoch() {
        return epoch;
    }

    long takenNs() {
        return takenNs;
    }

    /** The engine that took it, by the last start. */
    String build() {
        return build;
    }

    int chunkCount() {
        return used;
    }

    /** The bytes of a chunk, from its first to its last. */
    ByteBuffer chunk(int index) {
        ByteBuffer chunk = chunks.get(index).duplicate();
        int length = index < used - 1 ? CHUNK_BYTES : row.position() * Long.BYTES;
        return chunk.position(0).limit(length);
    }

    private void next() {
        if (used == chunks.size()) {
            grow();
        }
        row = rows.get(used++);
        row.clear();
    }

    private void grow() {
        ByteBuffer chunk;
        try {
            chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        } catch (OutOfMemoryError e) {
            // Of the memory for buffers alone: a copy of the state can be done without, the core cannot.
            throw new IllegalStateException(
                    "expected memory for a copy of the state: taken=" + (long) chunks.size() * CHUNK_BYTES + " found="
                            + e.getMessage() + "; raise -XX:MaxDirectMemorySize",
                    e);
        }
        chunks.add(chunk);
        rows.add(chunk.asLongBuffer());
    }

    /** Counts what it is given. */
    private static final class Counting implements StateSink {
        private long longs;

        @Override
        public void putLong(long bits) {
            longs++;
        }

        @Override
        public void putLongs(long[] row, int from, int count) {
            longs += count;
        }
    }
}
