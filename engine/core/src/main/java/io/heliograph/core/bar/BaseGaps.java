package io.heliograph.core.bar;

import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * What lies between two base bars: nothing, which is counted, or bars that repeat the last close.
 *
 * <p>Belongs to the core's thread.
 */
final class BaseGaps {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long length;
    private final boolean fills;

    private long lastEnd = UNKNOWN;
    private double lastClose;
    private int filledInRow;
    private long gaps;

    /** {@code length}: of a base bar, in nanoseconds. */
    BaseGaps(long length, boolean fills) {
        this.length = length;
        this.fills = fills;
    }

    /** End of the next bar to be filled if nothing comes; {@link OpenBars#NEVER} where there is none. */
    long nextEnd() {
        boolean isDue = fills && lastEnd != UNKNOWN && filledInRow < BarBuilder.MAX_FILLED;
        return isDue ? lastEnd + length : OpenBars.NEVER;
    }

    /** Fills {@code into}, whose times are filled in, with the last close; {@code trades}: 0, or -1 for unknown. */
    void fill(ClosedBar into, long trades) {
        filledInRow++;
        lastEnd = into.end();
        into.prices(lastClose, lastClose, lastClose, lastClose).volume(0.0, Double.NaN, trades, ClosedBar.FILLED);
    }

    /** Notes a bar that was not filled. */
    void note(ClosedBar bar) {
        filledInRow = 0;
        if (lastEnd != UNKNOWN && bar.start() > lastEnd) {
            gaps++;
        }
        lastEnd = bar.end();
        lastClose = bar.close();
    }

    /** How often bars were missing between two others. */
    long gaps() {
        return gaps;
    }

    void save(StateSink sink) {
        sink.putLong(lastEnd);
        sink.putDouble(lastClose);
        sink.putLong(filledInRow);
        sink.putLong(gaps);
    }

    void restore(StateSource source) {
        lastEnd = source.getLong();
        lastClose = source.getDouble();
        filledInRow = (int) source.getLong();
        gaps = source.getLong();
    }
}
