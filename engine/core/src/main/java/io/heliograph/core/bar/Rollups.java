package io.heliograph.core.bar;

import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;
import java.util.SortedSet;

/**
 * The larger bars of one instrument, smallest timeframe first, each made of closed bars of one smaller timeframe.
 *
 * <p>Where bars are built that is the base. Where they are published it is the timeframe of the first published bar of
 * which the larger one can be made. Belongs to the core's thread.
 */
final class Rollups {
    private final BarGrid grid;
    private final BarHistory history;

    private Rollup[] rollups = new Rollup[0];
    private BarSeries[] series = new BarSeries[0];

    Rollups(BarGrid grid, BarHistory history) {
        this.grid = grid;
        this.history = history;
    }

    int count() {
        return rollups.length;
    }

    boolean has(Timeframe timeframe) {
        return indexOf(timeframe) >= 0;
    }

    /** Makes bars of a timeframe, none that starts before {@code notBefore}. */
    void add(Timeframe timeframe, long notBefore) {
        int at = 0;
        while (at < rollups.length && rollups[at].timeframe().compareTo(timeframe) < 0) {
            at++;
        }
        Rollup[] more = Arrays.copyOf(rollups, rollups.length + 1);
        System.arraycopy(rollups, at, more, at + 1, rollups.length - at);
        more[at] = new Rollup(timeframe, grid, notBefore);
        use(more);
    }

    /** Stops making bars of a timeframe, and keeps its series: others make them from now on. */
    void release(Timeframe timeframe) {
        use(Arrays.stream(rollups)
                .filter(rollup -> !rollup.timeframe().equals(timeframe))
                .toArray(Rollup[]::new));
    }

    /** Stops making bars that nobody wants any more, and forgets those that were made. */
    void keepOnly(SortedSet<Timeframe> wanted) {
        for (Rollup rollup : rollups) {
            if (!wanted.contains(rollup.timeframe())) {
                history.removeSeries(rollup.timeframe());
            }
        }
        use(Arrays.stream(rollups)
                .filter(rollup -> wanted.contains(rollup.timeframe()))
                .toArray(Rollup[]::new));
    }

    /** Takes a closed bar into the larger bars that hold its start, but for those that have closed by {@code reached}. */
    void take(Timeframe timeframe, ClosedBar part, long reached) {
        for (Rollup rollup : rollups) {
            if (rollup.takes(timeframe) && rollup.endHolding(part.start()) > reached) {
                rollup.add(part);
            }
        }
    }

    /** Closes those with this end. */
    void close(long end, Closings closings, long firstEvent) {
        for (int i = 0; i < rollups.length; i++) {
            if (rollups[i].nextEnd() == end) {
                close(i, closings, firstEvent);
            }
        }
    }

    /**
     * Closes what a published bar ends: larger bars made of its timeframe up to its end, and all with its end where
     * nothing smaller can still come.
     */
    void closeWith(Timeframe timeframe, long end, boolean isSmallest, Closings closings, long firstEvent) {
        for (int i = 0; i < rollups.length; i++) {
            rollups[i].await(false);
            if (rollups[i].nextEnd() <= end && (isSmallest || rollups[i].takes(timeframe))) {
                close(i, closings, firstEvent);
            }
        }
    }

    /** Keeps those open that hold the start of a bar that is about to be published: they close including it. */
    void await(Timeframe timeframe, long start) {
        for (Rollup rollup : rollups) {
            rollup.await(rollup.isOpen() && rollup.end() > start && rollup.takes(timeframe));
        }
    }

    /** The end of the one that ends first; {@link OpenBars#NEVER} where none is open. */
    long nextEnd() {
        long next = OpenBars.NEVER;
        for (Rollup rollup : rollups) {
            next = Math.min(next, rollup.nextEnd());
        }
        return next;
    }

    void save(StateSink sink) {
        sink.putLong(rollups.length);
        for (Rollup rollup : rollups) {
            sink.putLong(rollup.timeframe().length());
            sink.putLong(rollup.notBefore());
            rollup.save(sink);
        }
    }

    void restore(StateSource source) {
        Rollup[] saved = new Rollup[source.getCount(1)];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = new Rollup(Timeframe.ofNanos(source.getLong()), grid, source.getLong());
            saved[i].restore(source);
        }
        use(saved);
    }

    private void close(int index, Closings closings, long firstEvent) {
        ClosedBar closed = closings.add(rollups[index].timeframe(), Origin.ROLLED);
        rollups[index].close(closed, series[index].count(), firstEvent);
        series[index].add(closed);
    }

    private int indexOf(Timeframe timeframe) {
        for (int i = 0; i < rollups.length; i++) {
            if (rollups[i].timeframe().equals(timeframe)) {
                return i;
            }
        }
        return -1;
    }

    private void use(Rollup[] next) {
        rollups = next;
        series = new BarSeries[rollups.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = history.addSeries(rollups[i].timeframe());
        }
    }
}
