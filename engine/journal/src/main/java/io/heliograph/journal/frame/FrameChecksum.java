package io.heliograph.journal.frame;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of a frame whose four bytes for it are 0; in one call, because each costs more than the bytes; one thread. */
final class FrameChecksum {
    private final CRC32C crc = new CRC32C();

    /**
     * The checksum of the frame of {@code length} bytes at the start of {@code frame}; leaves 0 in the field, and position and
     * limit moved.
     */
    int of(ByteBuffer frame, int length) {
        frame.limit(length).position(0);
        frame.putInt(FrameLayout.CRC_OFFSET, 0);
        crc.reset();
        crc.update(frame);
        return (int) crc.getValue();
    }
}
