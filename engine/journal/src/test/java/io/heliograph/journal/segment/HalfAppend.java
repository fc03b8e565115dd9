package io.heliograph.journal.segment;

import java.nio.file.Path;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/** Ends the process in the middle of an append, as {@code kill -9} may: Chronicle's lock is held, the excerpt half written. */
public final class HalfAppend {
    private HalfAppend() {}

    /** Does not return. */
    public static void halt(Path segment, int blockSize, int exitCode) {
        SingleChronicleQueue queue = SegmentQueue.openToWrite(segment, blockSize);
        ExcerptAppender appender = queue.createAppender();
        DocumentContext excerpt = appender.writingDocument();
        excerpt.wire().bytes().writeLong(0x48414C46L);
        Runtime.getRuntime().halt(exitCode);
    }
}
