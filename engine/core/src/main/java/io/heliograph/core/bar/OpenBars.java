package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/**
 * The base bars that trades still go into, each in the place that its start gives it.
 *
 * <p>The places are a power of two and hold bars next to each other, so two open bars never meet in one. Allocates nothing
 * after construction. Belongs to the core's thread.
 */
final class OpenBars {
    /** Answered where no bar is open. */
    static final long NEVER = Long.MAX_VALUE;

    private final Timeframe base;
    private final BarGrid grid;
    private final OpenBar[] places;

    private OpenBar newest;

    /** {@code most}: bars open at once, 1 to {@link BarBuilder#MAX_OPEN}; there may be room for more. */
    OpenBars(Timeframe base, BarGrid grid, int most) {
        if (most < 1 || most > BarBuilder.MAX_OPEN) {
            throw new IllegalArgumentException("open bars must be 1.." + BarBuilder.MAX_OPEN + ": openBars=" + most);
        }
        this.base = base;
        this.grid = grid;
        this.places = new OpenBar[most == 1 ? 1 : Integer.highestOneBit(most - 1) << 1];
        Arrays.setAll(places, i -> new OpenBar());
        this.newest = places[0];
    }

    /** Whether the bar that holds the time has a place when the watermark stands there. */
    boolean hasRoom(long time, long mark) {
        // A bar starts at or before each of its times, so this settles nearly every trade without a division.
        return mark >= time - (places.length - 1) * base.length() || mark >= roomFor(time);
    }

    /** The least watermark with which the bar that holds the time has a place. */
    long roomFor(long time) {
        return grid.start(time, base.length()) - (places.length - 1) * base.length();
    }

    /** The newest bar if it is open and holds the time, as it does for most trades; else null. */
    OpenBar newestIfHolding(long time) {
        OpenBar bar = newest;
        return bar.isOpen() && time >= bar.start() && time < bar.end() ? bar : null;
    }

    /** The bar that holds the time, begun where it is not open; the time must have room. */
    OpenBar at(long time) {
        long start = grid.start(time, base.length());
        OpenBar bar = places[(int) Math.floorDiv(start, base.length()) & (places.length - 1)];
        if (!bar.isOpen()) {
            bar.begin(start, start + base.length());
        } else if (bar.start() != start) {
            throw new IllegalStateException("two open bars in one place: start=" + start + " open=" + bar.start());
        }
        if (!newest.isOpen() || start > newest.start()) {
            newest = bar;
        }
        return bar;
    }

    /** The open bar with this end, or null. */
    OpenBar withEnd(long end) {
        for (OpenBar bar : places) {
            if (bar.isOpen() && bar.end() == end) {
                return bar;
            }
        }
        return null;
    }

    /** The open bar that starts last; null where none is open. */
    OpenBar newest() {
        OpenBar last = null;
        for (OpenBar bar : places) {
            if (bar.isOpen() && (last == null || bar.start() > last.start())) {
                last = bar;
            }
        }
        return last;
    }

    /** The end of the bar that ends first; {@link #NEVER} where none is open. */
    long nextEnd() {
        long next = NEVER;
        for (OpenBar bar : places) {
            if (bar.isOpen()) {
                next = Math.min(next, bar.end());
            }
        }
        return next;
    }

    void save(StateSink sink) {
        sink.putLong(newest.start());
        for (OpenBar bar : places) {
            bar.save(sink);
        }
    }

    void restore(StateSource source) {
        long newestStart = source.getLong();
        for (OpenBar bar : places) {
            bar.restore(source);
            if (bar.start() == newestStart) {
                newest = bar;
            }
        }
    }
}
