package io.heliograph.journal.snapshot;

import io.heliograph.kernels.StateSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** Writes longs behind each other into a file, and takes them into its digest; {@link #flush} ends them. */
final class StateWriting implements StateSink {
    private static final int ROOM = 1024 * 1024;

    private final FileChannel channel;
    private final MessageDigest sha256;
    private final ByteBuffer room = ByteBuffer.allocate(ROOM).order(ByteOrder.LITTLE_ENDIAN);

    StateWriting(FileChannel channel, MessageDigest sha256) {
        this.channel = channel;
        this.sha256 = sha256;
    }

    @Override
    public void putLong(long bits) {
        if (!room.hasRemaining()) {
            flush();
        }
        room.putLong(bits);
    }

    @Override
    public void putLongs(long[] row, int from, int count) {
        for (int i = from; i < from + count; i++) {
            putLong(row[i]);
        }
    }

    /** Writes what is left. */
    void flush() {
        room.flip();
        sha256.update(room.duplicate());
        try {
            while (room.hasRemaining()) {
                channel.write(room);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        room.clear();
    }
}
