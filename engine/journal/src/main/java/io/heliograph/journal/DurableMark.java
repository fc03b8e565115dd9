package io.heliograph.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Up to where both logs are known to be forced: the file {@code events/DURABLE} (FORMAT.md).
 *
 * <p>Two slots are written in turn, so that a torn write leaves the one before. Written by the force agent alone.
 */
final class DurableMark implements AutoCloseable {
    static final String FILE = "DURABLE";

    private static final int MAGIC = 0x44474C48;
    private static final int FORMAT = 1;
    private static final int SLOT_LENGTH = 512;
    private static final int CHECKED = 32;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();

    private long writes;

    private DurableMark(Path file, FileChannel channel, long writes) {
        this.file = file;
        this.channel = channel;
        this.writes = writes;
    }

    /** What a valid slot says; all 0 where no slot is valid. */
    record Value(long writes, long event, long output) {
        static final Value NONE = new Value(0, 0, 0);
    }

    static DurableMark open(Path file) {
        try {
            Value last = read(file);
            return new DurableMark(
                    file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), last.writes());
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
    }

    /** The newest valid slot. */
    static Value read(Path file) {
        if (!Files.exists(file)) {
            return Value.NONE;
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
        Value first = valueAt(bytes, 0);
        Value second = valueAt(bytes, SLOT_LENGTH);
        return first.writes() >= second.writes() ? first : second;
    }

    /** Writes the next slot; it is not forced. */
    void write(long event, long output) {
        writes++;
        slot.clear();
        slot.putInt(MAGIC).putInt(FORMAT).putLong(writes).putLong(event).putLong(output);
        slot.position(0).limit(CHECKED);
        crc.reset();
        crc.update(slot);
        slot.limit(SLOT_LENGTH);
        slot.putInt(CHECKED, (int) crc.getValue()).position(0);
        try {
            channel.write(slot, (writes & 1) * SLOT_LENGTH);
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
    }

    void force(Forcer forcer) {
        try {
            forcer.force(channel, file);
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
    }

    private static Value valueAt(ByteBuffer bytes, int offset) {
        if (bytes.capacity() < offset + CHECKED + 4 || bytes.getInt(offset) != MAGIC) {
            return Value.NONE;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), offset, CHECKED);
        if ((int) crc.getValue() != bytes.getInt(offset + CHECKED)) {
            return Value.NONE;
        }
        if (bytes.getInt(offset + 4) != FORMAT) {
            throw new JournalVersionException("the durable mark has another format: file=" + FILE + " expected="
                    + FORMAT + " found=" + bytes.getInt(offset + 4) + "; use the release that wrote it");
        }
        return new Value(bytes.getLong(offset + 8), bytes.getLong(offset + 16), bytes.getLong(offset + 24));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw SafeFile.failed(file, e);
        }
    }
}
