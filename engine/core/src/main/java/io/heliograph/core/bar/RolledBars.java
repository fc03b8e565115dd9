package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;

/**
 * Bars of one larger timeframe, made of given bars in the order of their starts.
 *
 * <p>A given bar goes into the larger bar that holds its start, which closes including it. Nothing but given bars moves
 * time here: a larger bar that no bar ends closes when the next one comes. Owned by one thread, allocates nothing.
 */
public final class RolledBars {
    private final Rollup rollup;
    private final ClosedBar closed = new ClosedBar();

    private long ordinal;

    /** {@code grid}: where bars of the instrument begin. */
    public RolledBars(Timeframe timeframe, BarGrid grid) {
        this.rollup = new Rollup(timeframe, grid, Long.MIN_VALUE);
    }

    public Timeframe timeframe() {
        return rollup.timeframe();
    }

    /** The larger bar that ended before a given bar starts; null where there is none. Good until the next call. */
    public ClosedBar closeBefore(ClosedBar next) {
        return closeBy(next.start());
    }

    /** Takes the next given bar; answers the larger bar that ends with it or before its end, null where there is none. */
    public ClosedBar add(ClosedBar given) {
        rollup.add(given);
        return closeBy(given.end());
    }

    private ClosedBar closeBy(long time) {
        if (!rollup.isOpen() || rollup.end() > time) {
            return null;
        }
        rollup.close(closed, ordinal++, Long.MIN_VALUE);
        return closed;
    }
}
