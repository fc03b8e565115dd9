package io.heliograph.journal.segment;

import java.nio.file.Path;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** How a segment's Chronicle queue is opened: its clock stands at 0, so it has one cycle, number 0, and never rolls. */
final class SegmentQueue {
    /** A frame must fit into a quarter of a block, with room to spare. */
    static final int LEAST_BLOCK_SIZE = 4 * 1024 * 1024;

    /** Chronicle waits that long for its own locks; ours is held already, so nobody else can hold them. */
    private static final long LOCK_TIMEOUT_MS = 1000;

    static {
        // Read by Chronicle when its classes load: no phoning home, no banner, no disk-watching thread.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        // It takes a table that it cannot read for one that somebody else locks.
        System.setProperty("chronicle.table.store.timeoutMS", Long.toString(LOCK_TIMEOUT_MS));
        // Its thread-affinity library unpacks native code, by default into a cache below the user's home.
        if (System.getProperty("jna.tmpdir") == null) {
            System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        }
    }

    private SegmentQueue() {}

    static SingleChronicleQueue openToWrite(Path folder, int blockSize) {
        SingleChronicleQueueBuilder builder = builder(folder, blockSize).readOnly(false);
        SingleChronicleQueue queue = builder.build();
        if (builder.readOnly()) {
            queue.close();
            throw new IllegalStateException("Chronicle fell back to read-only, so nothing could be journaled: segment="
                    + folder + "; check that the folder is writable and that the JVM was started with the flags of"
                    + " ops/heliograph");
        }
        return queue;
    }

    static SingleChronicleQueue openToRead(Path folder, int blockSize) {
        return builder(folder, blockSize).readOnly(true).build();
    }

    private static SingleChronicleQueueBuilder builder(Path folder, int blockSize) {
        if (blockSize < LEAST_BLOCK_SIZE) {
            throw new IllegalArgumentException(
                    "block size must be at least " + LEAST_BLOCK_SIZE + " bytes: blockSize=" + blockSize);
        }
        return SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> 0L)
                .blockSize(blockSize)
                .timeoutMS(LOCK_TIMEOUT_MS)
                .checkInterrupts(false);
    }
}
