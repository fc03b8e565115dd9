package io.heliograph.journal.snapshot;

import io.heliograph.kernels.StateSink;
import java.util.Optional;

/** Takes a core's state and lays each long beside the one of a file; used once. */
final class StateComparison implements StateSink {
    private final StateReading recorded;

    private long longs;
    private String difference;

    StateComparison(StateReading recorded) {
        this.recorded = recorded;
    }

    @Override
    public void putLong(long replayed) {
        longs++;
        if (difference != null) {
            return;
        }
        if (recorded.isAtEnd()) {
            difference = "long=" + longs + " recorded=nothing replayed=" + hex(replayed);
            return;
        }
        long bits = recorded.getLong();
        if (bits != replayed) {
            difference = "long=" + longs + " recorded=" + hex(bits) + " replayed=" + hex(replayed);
        }
    }

    @Override
    public void putLongs(long[] row, int from, int count) {
        for (int i = from; i < from + count; i++) {
            putLong(row[i]);
        }
    }

    /** The first long that differs, counted from 1, after all were taken; empty where none does. */
    Optional<String> difference() {
        if (difference == null && !recorded.isAtEnd()) {
            difference = "long=" + (longs + 1) + " recorded=" + hex(recorded.getLong()) + " replayed=nothing";
        }
        return Optional.ofNullable(difference);
    }

    private static String hex(long bits) {
        return String.format("%016x", bits);
    }
}
