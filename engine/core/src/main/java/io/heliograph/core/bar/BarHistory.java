package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;
import java.util.Arrays;

/**
 * The latest closed bars of every timeframe of one instrument.
 *
 * <p>Belongs to the core's thread.
 */
public final class BarHistory {
    private final int capacity;

    private Timeframe[] timeframes = new Timeframe[0];
    private BarSeries[] series = new BarSeries[0];

    /** {@code capacity}: bars kept of each timeframe, at least 1. */
    public BarHistory(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a history keeps at least 1 bar: capacity=" + capacity);
        }
        this.capacity = capacity;
    }

    /** How many timeframes have a series. */
    public int seriesCount() {
        return timeframes.length;
    }

    /** The timeframes, ascending. */
    public Timeframe timeframe(int index) {
        return timeframes[index];
    }

    /** The series of {@link #timeframe(int)}. */
    public BarSeries series(int index) {
        return series[index];
    }

    /** The series of a timeframe, or null where none of it is kept. */
    public BarSeries series(Timeframe timeframe) {
        int at = Arrays.binarySearch(timeframes, timeframe);
        return at < 0 ? null : series[at];
    }

    /** The series of a timeframe, begun where there is none. */
    public BarSeries addSeries(Timeframe timeframe) {
        int found = Arrays.binarySearch(timeframes, timeframe);
        if (found >= 0) {
            return series[found];
        }
        int at = -found - 1;
        int count = timeframes.length;
        Timeframe[] moreTimeframes = Arrays.copyOf(timeframes, count + 1);
        BarSeries[] moreSeries = Arrays.copyOf(series, count + 1);
        System.arraycopy(timeframes, at, moreTimeframes, at + 1, count - at);
        System.arraycopy(series, at, moreSeries, at + 1, count - at);
        moreTimeframes[at] = timeframe;
        moreSeries[at] = new BarSeries(capacity);
        timeframes = moreTimeframes;
        series = moreSeries;
        return series[at];
    }

    /** Forgets the series of a timeframe. */
    void removeSeries(Timeframe timeframe) {
        int at = Arrays.binarySearch(timeframes, timeframe);
        if (at < 0) {
            return;
        }
        int count = timeframes.length - 1;
        Timeframe[] fewerTimeframes = Arrays.copyOf(timeframes, count);
        BarSeries[] fewerSeries = Arrays.copyOf(series, count);
        System.arraycopy(timeframes, at + 1, fewerTimeframes, at, count - at);
        System.arraycopy(series, at + 1, fewerSeries, at, count - at);
        timeframes = fewerTimeframes;
        series = fewerSeries;
    }
}
