package io.heliograph.journal;

import io.heliograph.journal.segment.SpaceReserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk with so much room, in numbers only; or one that fails, or cannot reserve. */
final class FakeReserver implements SpaceReserver {
    private final List<Path> released = new ArrayList<>();
    private long room;
    private int asked;
    private boolean isSupported = true;
    private IOException failure;

    FakeReserver(long room) {
        this.room = room;
    }

    @Override
    public Outcome reserve(Path file, long from, long through) throws IOException {
        asked++;
        if (failure != null) {
            throw failure;
        }
        if (!isSupported) {
            return Outcome.UNSUPPORTED;
        }
        if (room < through - from) {
            return Outcome.NO_ROOM;
        }
        room -= through - from;
        return Outcome.RESERVED;
    }

    @Override
    public void release(Path file, long from) {
        released.add(file);
    }

    /** Makes room, or takes it. */
    void room(long bytes) {
        room = bytes;
    }

    void unsupported() {
        isSupported = false;
    }

    void failWith(IOException thrown) {
        failure = thrown;
    }

    long room() {
        return room;
    }

    int asked() {
        return asked;
    }

    List<Path> released() {
        return released;
    }
}
