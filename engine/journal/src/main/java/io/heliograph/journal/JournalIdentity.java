package io.heliograph.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Who a journal is: the content of its file {@code JOURNAL} (FORMAT.md). */
record JournalIdentity(UUID id, long createdNs) {
    static final String FILE = "JOURNAL";

    private static final int MAGIC = 0x4A474C48;
    private static final int FORMAT = 1;
    private static final int CHECKED = 32;
    private static final int LENGTH = 48;

    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    void write(Path directory, Forcer forcer) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(FORMAT);
        putId(bytes, id);
        bytes.putLong(createdNs).putInt(crc(bytes)).rewind();
        SafeFile.write(directory.resolve(FILE), bytes, forcer);
    }

    static JournalIdentity read(Path directory) {
        Path file = directory.resolve(FILE);
        ByteBuffer bytes = bytesOf(file);
        if (bytes.capacity() != LENGTH || bytes.getInt(0) != MAGIC || bytes.getInt(CHECKED) != crc(bytes)) {
            throw new JournalCorruptException("not the identity of a journal: file=" + file + " length="
                    + bytes.capacity() + "; restore it from a copy, its segments name the journal id");
        }
        if (bytes.getInt(4) != FORMAT) {
            throw new JournalVersionException("the journal has another format: file=" + file + " expected=" + FORMAT
                    + " found=" + bytes.getInt(4) + "; use the release that wrote it");
        }
        return new JournalIdentity(id(bytes, 8), bytes.getLong(24));
    }

    static void putId(ByteBuffer bytes, UUID id) {
        bytes.order(ByteOrder.BIG_ENDIAN)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    static UUID id(ByteBuffer bytes, int offset) {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new UUID(big.getLong(offset), big.getLong(offset + 8));
    }

    private static ByteBuffer bytesOf(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, CHECKED);
        return (int) crc.getValue();
    }
}
