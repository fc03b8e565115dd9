package io.heliograph.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.wire.UnrecoverableTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed process left Chronicle's lock behind, and the next one has the same process number, as in any container. */
class StaleLockTest {
    private static final int BLOCK_SIZE = 4 * 1024 * 1024;

    @TempDir
    Path segment;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(1024);

    @BeforeEach
    void leaveALock() {
        try (SegmentWriter writer = SegmentWriter.open(segment, BLOCK_SIZE, frame)) {
            writer.append(10);
        }
        try (TableStore<?> store = SingleTableBuilder.binary(SegmentFiles.metadata(segment), Metadata.NoMeta.INSTANCE)
                .readOnly(false)
                .build()) {
            new TableStoreWriteLock(store, Pauser::balanced, 1000L).lock();
        }
    }

    @Test
    void shouldBlockAWriterWhileItStands() {
        assertThatThrownBy(() -> SegmentWriter.open(segment, BLOCK_SIZE, frame))
                .isInstanceOf(UnrecoverableTimeoutException.class);
    }

    @Test
    void shouldBeTakenAway() {
        SegmentFiles.clearStaleLocks(segment);

        try (SegmentWriter writer = SegmentWriter.open(segment, BLOCK_SIZE, frame)) {
            writer.append(10);
            assertThat(writer.lastIndex()).isEqualTo(1);
        }
    }
}
