package io.heliograph.journal.snapshot;

import io.heliograph.kernels.StateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The longs of a file from where its channel stands, one after the other. */
final class StateReading implements StateSource {
    private static final int ROOM = 1024 * 1024;

    private final FileChannel channel;
    private final ByteBuffer room;

    private long left;

    StateReading(FileChannel channel) throws IOException {
        this.channel = channel;
        this.left = (channel.size() - channel.position()) / Long.BYTES;
        this.room = ByteBuffer.allocate((int) Math.min(ROOM, left * Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        room.limit(0);
    }

    @Override
    public long getLong() {
        if (isAtEnd()) {
            throw new IllegalStateException("expected more of the state than the snapshot holds");
        }
        left--;
        return room.getLong();
    }

    @Override
    public long remaining() {
        return left;
    }

    boolean isAtEnd() {
        if (room.hasRemaining()) {
            return false;
        }
        room.clear();
        try {
            return Snapshot.fill(channel, room) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
