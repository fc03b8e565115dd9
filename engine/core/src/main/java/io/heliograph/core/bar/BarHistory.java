package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest closed bars of every timeframe of one instrument.
 *
 * <p>Of a series that was removed the count stays, because a bar's ordinal counts all of its timeframe. Belongs to the core's thread.
 */
public final class BarHistory {
    /** Tick and volume timeframes of which the count is kept, at most. */
    static final int MOST_COUNTED = 1_024;

    private final int capacity;
    private final Map<Timeframe, Long> countsOfRemoved = new TreeMap<>();

    private Timeframe[] timeframes = new Timeframe[0];
    private BarSeries[] series = new BarSeries[0];

    /** {@code capacity}: bars kept of each timeframe, at least 1. */
    public BarHistory(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a history keeps at least 1 bar: capacity=" + capacity);
        }
        this.capacity = capacity;
    }

    /** Bars kept of each timeframe, at most. */
    public int capacity() {
        return capacity;
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

    /** The timeframe of time with this length in nanoseconds; the one that has a series where there is one. */
    public Timeframe timeTimeframe(long length) {
        for (Timeframe timeframe : timeframes) {
            if (timeframe.isTime() && timeframe.length() == length) {
                return timeframe;
            }
        }
        return Timeframe.ofNanos(length);
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
        moreSeries[at] = new BarSeries(capacity, count(timeframe));
        countsOfRemoved.remove(timeframe);
        timeframes = moreTimeframes;
        series = moreSeries;
        return series[at];
    }

    /** Forgets the bars of a timeframe. */
    void removeSeries(Timeframe timeframe) {
        int at = Arrays.binarySearch(timeframes, timeframe);
        if (at < 0) {
            return;
        }
        if (series[at].count() > 0) {
            countsOfRemoved.put(timeframe, series[at].count());
        }
        int count = timeframes.length - 1;
        Timeframe[] fewerTimeframes = Arrays.copyOf(timeframes, count);
        BarSeries[] fewerSeries = Arrays.copyOf(series, count);
        System.arraycopy(timeframes, at + 1, fewerTimeframes, at, count - at);
        System.arraycopy(series, at + 1, fewerSeries, at, count - at);
        timeframes = fewerTimeframes;
        series = fewerSeries;
    }

    /** Whether the count of one timeframe more, or of this one, can be kept. */
    boolean hasRoomFor(Timeframe timeframe) {
        return countsOfRemoved.size() < MOST_COUNTED || count(timeframe) > 0 || series(timeframe) != null;
    }

    /** Bars of a timeframe closed so far, kept or not. */
    long count(Timeframe timeframe) {
        BarSeries found = series(timeframe);
        return found == null ? countsOfRemoved.getOrDefault(timeframe, 0L) : found.count();
    }

    /** Writes every kept bar as raw bits. */
    void save(StateSink sink) {
        sink.putLong(timeframes.length);
        for (int i = 0; i < timeframes.length; i++) {
            save(timeframes[i], sink);
            series[i].save(sink);
        }
        sink.putLong(countsOfRemoved.size());
        countsOfRemoved.forEach((timeframe, count) -> {
            save(timeframe, sink);
            sink.putLong(count);
        });
    }

    /** Takes what {@link #save(StateSink)} of a history of the same capacity wrote. */
    void restore(StateSource source) {
        timeframes = new Timeframe[source.getCount(1)];
        series = new BarSeries[timeframes.length];
        for (int i = 0; i < timeframes.length; i++) {
            timeframes[i] = timeframe(source);
            series[i] = new BarSeries(capacity, 0);
            series[i].restore(source);
        }
        countsOfRemoved.clear();
        for (int i = source.getCount(1); i > 0; i--) {
            countsOfRemoved.put(timeframe(source), source.getLong());
        }
    }

    private static void save(Timeframe timeframe, StateSink sink) {
        sink.putLong(timeframe.kind().ordinal());
        sink.putLong(timeframe.length());
    }

    private static Timeframe timeframe(StateSource source) {
        return new Timeframe(Timeframe.Kind.values()[(int) source.getLong()], source.getLong());
    }
}
