package io.heliograph.core.bar;

import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import java.util.Arrays;

/**
 * The bars of one instrument that closed at one end, smallest timeframe first; with a published bar also the larger ones
 * that close including it, though they end before it.
 *
 * <p>Good until the builder closes the next ones. Belongs to the core's thread.
 */
public final class Closings {
    private ClosedBar[] bars = new ClosedBar[0];
    private Timeframe[] timeframes = new Timeframe[0];
    private Origin[] origins = new Origin[0];

    private int count;
    private long end;

    /** How many closed, at least 1. */
    public int count() {
        return count;
    }

    /** The end that was reached. */
    public long end() {
        return end;
    }

    public ClosedBar bar(int index) {
        return bars[index];
    }

    public Timeframe timeframe(int index) {
        return timeframes[index];
    }

    /** Where the bar comes from. */
    public Origin origin(int index) {
        return origins[index];
    }

    void begin(long end) {
        this.end = end;
        this.count = 0;
    }

    /** Says the end anew, where it is known only with the bars. */
    void reach(long end) {
        this.end = end;
    }

    /** The next bar, to be filled. */
    ClosedBar add(Timeframe timeframe, Origin origin) {
        timeframes[count] = timeframe;
        origins[count] = origin;
        return bars[count++];
    }

    void makeRoom(int room) {
        int before = bars.length;
        if (room <= before) {
            return;
        }
        bars = Arrays.copyOf(bars, room);
        timeframes = Arrays.copyOf(timeframes, room);
        origins = Arrays.copyOf(origins, room);
        for (int i = before; i < room; i++) {
            bars[i] = new ClosedBar();
        }
    }
}
