package io.heliograph.journal.seal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One block of a log's chain: whole frames of one segment, and the hash of all up to their end (FORMAT.md).
 *
 * @param first sequence of its first record
 * @param last sequence of its last record
 * @param hash of the chain through {@code last}, 32 bytes
 */
record SealBlock(long first, long last, byte[] hash) {
    static final int LENGTH = 64;

    private static final int MAGIC = 0x42474C48;
    private static final int CHECKED = 56;

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(1).putLong(first).putLong(last).put(hash);
        bytes.putInt(CHECKED, crcOf(bytes.array()));
        return bytes.array();
    }

    /** The block at the start of some bytes; null where none whole stands there. */
    static SealBlock decode(byte[] bytes) {
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < LENGTH
                || fields.getInt(0) != MAGIC
                || fields.getInt(4) != 1
                || fields.getInt(CHECKED) != crcOf(bytes)) {
            return null;
        }
        return new SealBlock(fields.getLong(8), fields.getLong(16), Arrays.copyOfRange(bytes, 24, 56));
    }

    private static int crcOf(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKED);
        return (int) crc.getValue();
    }
}
