package io.heliograph.journal.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.Pauser;

/** The two files of a segment's queue, for those who force them, and the locks that a killed process may have left. */
public final class SegmentFiles {
    private static final String DATA = "19700101F.cq4";
    private static final String METADATA = "metadata.cq4t";

    private SegmentFiles() {}

    /** The file that holds the frames; it appears with the first frame. */
    public static Path data(Path segment) {
        return segment.resolve(DATA);
    }

    /** Chronicle's table of locks and cycles. */
    public static Path metadata(Path segment) {
        return segment.resolve(METADATA);
    }

    /**
     * Takes away locks that a killed process left. Chronicle knows their owner by process number alone, and in a container
     * the next process has the same one. Only for who holds the directory's own lock.
     */
    public static void clearStaleLocks(Path segment) {
        if (!Files.exists(metadata(segment))) {
            return;
        }
        try (TableStore<?> store = SingleTableBuilder.binary(metadata(segment), Metadata.NoMeta.INSTANCE)
                        .readOnly(false)
                        .build();
                TableStoreWriteLock write = new TableStoreWriteLock(store, Pauser::balanced, 0L);
                TableStoreWriteLock append =
                        new TableStoreWriteLock(store, Pauser::balanced, 0L, TableStoreWriteLock.APPEND_LOCK_KEY)) {
            write.forceUnlock();
            append.forceUnlock();
        }
    }
}
