package io.heliograph.core.bar;

import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * The base bars of one instrument, built from trades or prices of quotes, and what stands in the gaps between them.
 *
 * <p>Belongs to the core's thread.
 */
final class BaseBars {
    private final Timeframe timeframe;
    private final BarGrid grid;
    private final BarHistory history;
    private final OpenBars open;
    private final BaseGaps gaps;

    private BarSeries series;
    private boolean isQuoted;

    /**
     * None yet.
     *
     * @param openBars bars that may be open at once, 1 to {@link BarBuilder#MAX_OPEN}
     * @param fills whether a bar without trades repeats the last close
     */
    BaseBars(Timeframe timeframe, BarGrid grid, int openBars, boolean fills, BarHistory history) {
        this.timeframe = timeframe;
        this.grid = grid;
        this.history = history;
        this.open = new OpenBars(timeframe, grid, openBars);
        this.gaps = new BaseGaps(timeframe.length(), fills);
        this.series = history.addSeries(timeframe);
    }

    /** Takes a trade that is not late; answers the end of its bar. */
    long add(long time, double price, double size) {
        OpenBar bar = open.newestIfHolding(time);
        if (bar == null) {
            bar = open.at(time);
        }
        bar.add(time, price, size);
        return bar.end();
    }

    /** Takes the price of a quote that is not late; answers the end of its bar. */
    long addQuoted(long time, double price) {
        isQuoted = true;
        return add(time, price, 0.0);
    }

    /** Closes the bar with this end; null where there is none and none is to be filled. */
    ClosedBar close(long end, Closings closings, long firstEvent) {
        OpenBar bar = open.withEnd(end);
        if (bar == null && gaps.nextEnd() != end) {
            return null;
        }
        long start = end - timeframe.length();
        ClosedBar closed = closings.add(timeframe, Origin.BUILT).time(start, end, series.count(), grid.day(start));
        if (bar == null) {
            gaps.fill(closed, isQuoted ? -1 : 0);
        } else {
            bar.read(closed, isQuoted, start < firstEvent ? ClosedBar.FIRST : 0);
            bar.clear();
            gaps.note(closed);
        }
        series.add(closed);
        return closed;
    }

    /** Whether the bar that holds the time is closed where those up to {@code reached} are. */
    boolean isLate(long time, long reached) {
        return time < reached && grid.start(time, timeframe.length()) + timeframe.length() <= reached;
    }

    boolean hasRoom(long time, long mark) {
        return open.hasRoom(time, mark);
    }

    long roomFor(long time) {
        return open.roomFor(time);
    }

    /** The end of the one that ends first; {@link OpenBars#NEVER} where none is open and none is to be filled. */
    long nextEnd() {
        return Math.min(open.nextEnd(), gaps.nextEnd());
    }

    /** Fills {@code into} with the newest open bar, but for its ordinal; false without one. */
    boolean readForming(ClosedBar into, long firstEvent) {
        OpenBar bar = open.newest();
        if (bar == null) {
            return false;
        }
        bar.read(
                into.time(bar.start(), bar.end(), 0, grid.day(bar.start())),
                isQuoted,
                bar.start() < firstEvent ? ClosedBar.FIRST : 0);
        return true;
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /** How often bars were missing between two others. */
    long gaps() {
        return gaps.gaps();
    }

    void save(StateSink sink) {
        sink.putLong(isQuoted ? 1 : 0);
        gaps.save(sink);
        open.save(sink);
    }

    /** The history was restored before. */
    void restore(StateSource source) {
        isQuoted = source.getLong() != 0;
        gaps.restore(source);
        open.restore(source);
        series = history.addSeries(timeframe);
    }
}
