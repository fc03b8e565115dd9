package io.heliograph.journal.segment;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/** Appends frames from one kept direct buffer to a segment; one thread; allocates nothing per frame. */
public final class SegmentWriter implements AutoCloseable {
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final BytesStore<?, ByteBuffer> store;
    private final Bytes<?> frame;

    private SegmentWriter(SingleChronicleQueue queue, ExcerptAppender appender, ByteBuffer bytes) {
        this.queue = queue;
        this.appender = appender;
        this.store = BytesStore.wrap(bytes);
        this.frame = store.bytesForRead();
        appender.singleThreadedCheckDisabled(true);
        frame.singleThreadedCheckDisabled(true);
    }

    /** Opens the segment in {@code folder} for appending what stands at the start of {@code bytes}; creates it if absent. */
    public static SegmentWriter open(Path folder, int blockSize, ByteBuffer bytes) {
        ByteBuffer whole = bytes.duplicate();
        whole.clear();
        SingleChronicleQueue queue = SegmentQueue.openToWrite(folder, blockSize);
        try {
            return new SegmentWriter(queue, queue.createAppender(), whole);
        } catch (RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    /**
     * Makes the file of the frames, which else comes with the first of them. Nobody else may make it: Chronicle would wait
     * for whoever did to put its header there.
     */
    public void createFile() {
        try (DocumentContext nothing = appender.writingDocument()) {
            nothing.rollbackOnClose();
        }
    }

    /** Appends the first {@code length} bytes of the buffer as one excerpt. */
    public void append(int length) {
        frame.readPositionRemaining(0, length);
        appender.writeBytes((BytesStore<?, ?>) frame);
    }

    /** Byte of the file behind what was appended last by this writer. */
    public long end() {
        return appender.wire().bytes().writePosition();
    }

    /** Chronicle index of what was appended last by this writer; asking costs more than appending. */
    public long lastIndex() {
        return appender.lastIndexAppended();
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
        frame.releaseLast();
    }
}
