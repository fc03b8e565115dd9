package io.heliograph.core.outcome;

import io.heliograph.codec.output.Reason;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/**
 * The signals of one strategy on one instrument whose outcome is not recorded yet, oldest first.
 *
 * <p>At most {@code limit} wait; one more begins and the oldest that has ended is abandoned: recorded at once, with the
 * horizons it has. Tracks are kept and used again; as many as commonly wait are made at once, so that a signal allocates
 * nothing. Belongs to the core's thread.
 */
public final class PendingOutcomes {
    /** Signals of a strategy and instrument that may wait for their outcome. */
    public static final int LIMIT = 64;

    /** What a strategy that signals every few bars has waiting; some 2 KiB an instrument and strategy. */
    private static final int COMMON = 8;

    private final int limit;

    /** The first {@code count} wait; those behind are spare. */
    private SignalTrack[] tracks = new SignalTrack[COMMON];

    private int count;

    /** {@code limit}: how many may wait, at least 2, because the youngest may still be open. */
    public PendingOutcomes(int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("at least 2 outcomes may wait: limit=" + limit);
        }
        this.limit = limit;
        Arrays.setAll(tracks, i -> new SignalTrack());
    }

    /** The track of a new signal, to be begun by the caller. All before it have ended. */
    public SignalTrack add() {
        int waiting = 0;
        SignalTrack oldest = null;
        for (int i = 0; i < count; i++) {
            if (!tracks[i].isDue()) {
                waiting++;
                oldest = oldest == null ? tracks[i] : oldest;
            }
        }
        if (waiting >= limit) {
            oldest.abandon();
        }
        return take();
    }

    /** Takes every signal on to the next closed bar. */
    public void advance(ClosedBar bar) {
        for (int i = 0; i < count; i++) {
            tracks[i].advance(bar);
        }
    }

    /** Ends what is open with REMOVED at this price, and waits for nothing any more; answers what it ended, or null. */
    public SignalTrack remove(double lastClose) {
        SignalTrack ended = null;
        for (int i = 0; i < count; i++) {
            SignalTrack track = tracks[i];
            if (track.isOpen()) {
                track.end(Reason.REMOVED, lastClose);
                ended = track;
            }
            if (!track.isDue()) {
                track.abandon();
            }
        }
        return ended;
    }

    /** The oldest signal of which nothing more is awaited, taken out; null without one. Valid until the next is added. */
    public SignalTrack pollDue() {
        for (int i = 0; i < count; i++) {
            SignalTrack track = tracks[i];
            if (track.isDue()) {
                count--;
                System.arraycopy(tracks, i + 1, tracks, i, count - i);
                tracks[count] = track;
                return track;
            }
        }
        return null;
    }

    /** Signals whose outcome is not recorded yet. */
    public int count() {
        return count;
    }

    /** The signal that is still open, or null. */
    public SignalTrack open() {
        return count > 0 && tracks[count - 1].isOpen() ? tracks[count - 1] : null;
    }

    public void save(StateSink sink) {
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            tracks[i].save(sink);
        }
    }

    public void restore(StateSource source) {
        int saved = source.getCount(1);
        count = 0;
        while (count < saved) {
            take().restore(source);
        }
    }

    private SignalTrack take() {
        if (count == tracks.length) {
            tracks = Arrays.copyOf(tracks, count + 1 + count / 2);
        }
        if (tracks[count] == null) {
            tracks[count] = new SignalTrack();
        }
        return tracks[count++];
    }
}
