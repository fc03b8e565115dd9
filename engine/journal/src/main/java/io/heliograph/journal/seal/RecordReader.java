package io.heliograph.journal.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads the signed records of a file one after the other, in bounded memory however long it is: a checkpoint every ten
 * seconds makes a gigabyte a year. A file that is not there has none. One thread.
 */
final class RecordReader implements AutoCloseable {
    private static final int ROOM = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer room = ByteBuffer.allocate(ROOM);

    private long end;

    private RecordReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        room.limit(0);
    }

    /**
     * Opens a file at its start.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static RecordReader open(Path file) {
        try {
            return new RecordReader(file, Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next record; null where no whole one stands, be that the end or not.
     *
     * @throws io.heliograph.journal.JournalVersionException if a newer release wrote it
     */
    SealRecord next() {
        if (room.remaining() < SealRecord.MOST_LENGTH) {
            fill();
        }
        int before = room.position();
        SealRecord record = SealRecord.read(room);
        end += room.position() - before;
        return record;
    }

    /** Length of the records given, in bytes. */
    long end() {
        return end;
    }

    /** Bytes behind the records given. */
    long rest() {
        try {
            return channel == null ? 0 : Math.max(channel.size() - end, room.remaining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the last record: whether what lies behind is more than a record whose writing was broken off. */
    boolean isDamaged() {
        return rest() > room.remaining() || room.hasRemaining() && !SealRecord.isHalf(room);
    }

    private void fill() {
        if (channel == null) {
            return;
        }
        room.compact();
        try {
            while (room.hasRemaining() && channel.read(room) >= 0) {
                // read on: a read may give less than was asked for
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        room.flip();
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
