package io.heliograph.journal.segment;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the frames of a segment out, one after the other, without changing a byte of it; beside its writer if need be.
 *
 * <p>It knows nothing of what a frame holds. Whatever Chronicle throws over damaged bytes, failed assertions, endless walks and faults of
 * mapped memory included, comes out as a {@link SegmentDamagedException}. One thread at a time; allocates nothing per frame.
 */
public final class SegmentTailer implements AutoCloseable {
    /** Answer of {@link #read}: nothing more to read, for now or for ever. */
    public static final int NOTHING = -1;

    private final Path folder;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final UnsafeBuffer mapped = new UnsafeBuffer(0, 0);

    private long index = -1;
    private long offset;
    private long end;

    private SegmentTailer(Path folder, SingleChronicleQueue queue) {
        this.folder = folder;
        this.queue = queue;
        this.tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /** Opens the segment in {@code folder} read-only, before its first frame. */
    public static SegmentTailer open(Path folder, int blockSize) {
        SegmentFiles.requireHeaders(folder);
        SingleChronicleQueue queue = null;
        try {
            queue = SegmentQueue.openToRead(folder, blockSize);
            SegmentTailer tailer = new SegmentTailer(folder, queue);
            MemoryFaults.letOut(blockSize);
            return tailer;
        } catch (RuntimeException | InternalError | AssertionError | StackOverflowError e) {
            if (queue != null) {
                closeQuietly(queue);
            }
            throw damaged(folder, -1, e);
        }
    }

    /**
     * Copies the next excerpt to the start of {@code target}, as much of it as fits.
     *
     * @return the whole length of the excerpt, or {@link #NOTHING}
     */
    public int read(ByteBuffer target) {
        try (DocumentContext excerpt = tailer.readingDocument()) {
            if (!excerpt.isPresent()) {
                MemoryFaults.letOut(index);
                return NOTHING;
            }
            Bytes<?> bytes = excerpt.wire().bytes();
            long length = bytes.readRemaining();
            int copied = (int) Math.min(length, target.capacity());
            mapped.wrap(bytes.addressForRead(bytes.readPosition()), copied);
            mapped.getBytes(0, target, 0, copied);
            index = excerpt.index();
            offset = bytes.readPosition();
            end = offset + length;
            return (int) Math.min(length, Integer.MAX_VALUE);
        } catch (RuntimeException | InternalError | AssertionError | StackOverflowError e) {
            throw damaged(folder, index, e);
        }
    }

    /** Chronicle index of the excerpt read last; -1 before the first. */
    public long index() {
        return index;
    }

    /** Where in the data file the excerpt read last begins, in bytes; 0 before the first. */
    public long offset() {
        return offset;
    }

    /** Where in the data file the excerpt read last ends, in bytes; 0 before the first. */
    public long end() {
        return end;
    }

    /** Goes before the excerpt with that Chronicle index; false where there is none. */
    public boolean moveTo(long target) {
        try {
            boolean isThere = tailer.direction(TailerDirection.FORWARD).moveToIndex(target);
            MemoryFaults.letOut(index);
            return isThere;
        } catch (RuntimeException | InternalError | AssertionError | StackOverflowError e) {
            throw damaged(folder, target, e);
        }
    }

    /** Goes before the first excerpt. */
    public void toStart() {
        try {
            tailer.direction(TailerDirection.FORWARD).toStart();
            MemoryFaults.letOut(index);
        } catch (RuntimeException | InternalError | AssertionError | StackOverflowError e) {
            throw damaged(folder, index, e);
        }
    }

    /**
     * Copies the last excerpt, found from the end of the segment backward, to the start of {@code target}. Afterwards only
     * {@link #moveTo} and {@link #toStart} may follow.
     *
     * @return the whole length of the excerpt, or {@link #NOTHING}
     */
    public int readLast(ByteBuffer target) {
        try {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
            MemoryFaults.letOut(index);
        } catch (RuntimeException | InternalError | AssertionError | StackOverflowError e) {
            throw damaged(folder, index, e);
        }
        return read(target);
    }

    /**
     * Refuses what was read last where a fault of mapped memory was met on the way; to be called where a frame is found to
     * be wrong, before that is said.
     */
    public void requireNoFault() {
        try {
            MemoryFaults.letOut(index);
        } catch (InternalError e) {
            throw new SegmentDamagedException(folder, index, e);
        }
    }

    private static SegmentDamagedException damaged(Path folder, long index, Throwable found) {
        try {
            MemoryFaults.letOut(index);
        } catch (InternalError late) {
            found.addSuppressed(late);
        }
        return new SegmentDamagedException(folder, index, found);
    }

    @Override
    public void close() {
        closeQuietly(tailer);
        closeQuietly(queue);
    }

    private static void closeQuietly(Closeable part) {
        try {
            part.close();
            MemoryFaults.letOut(System.identityHashCode(part));
        } catch (InternalError e) {
            // Nothing is left to do: the read that met it found no frame, or a wrong one, and that has been said.
        }
    }
}
