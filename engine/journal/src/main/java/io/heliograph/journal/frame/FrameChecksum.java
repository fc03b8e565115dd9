package io.heliograph.journal.frame;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of a frame without the four bytes that hold it; allocates nothing; one thread. */
final class FrameChecksum {
    private final CRC32C crc = new CRC32C();

    /** The checksum of the frame of {@code length} bytes at the start of {@code frame}; its position and limit move. */
    int of(ByteBuffer frame, int length) {
        crc.reset();
        frame.limit(FrameLayout.CRC_OFFSET).position(0);
        crc.update(frame);
        frame.limit(length).position(FrameLayout.EPOCH_OFFSET);
        crc.update(frame);
        return (int) crc.getValue();
    }
}
