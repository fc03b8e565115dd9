package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;
import java.util.SortedSet;

/**
 * The bars of one instrument: base bars from trades or quotes, larger ones from closed base bars, closed by the watermark.
 *
 * <p>The owner moves the watermark, works off {@link #closeNext()} until it answers false, and only then adds the
 * trade or price that moved it. Belongs to the core's thread; allocates while histories fill, and nothing afterwards.
 */
public final class BarBuilder {
    /** Base bars open at once, at most. */
    public static final int MAX_OPEN = 64;

    /** Bars filled in one gap, at most. */
    public static final int MAX_FILLED = 1_440;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Timeframe base;
    private final BarGrid grid;
    private final BarHistory history;
    private final boolean fills;
    private final OpenBars open;
    private final Closings closings = new Closings();

    private Rollup[] rollups = new Rollup[0];
    private BarSeries[] series;
    private long watermark = UNKNOWN;
    private long nextEnd = OpenBars.NEVER;
    private long firstEvent = UNKNOWN;
    private long lastEnd = UNKNOWN;
    private double lastClose;
    private boolean isQuoted;
    private int filledInRow;
    private long gaps;

    /**
     * A builder without bars.
     *
     * @param openBars base bars that may be open at once, 1 to {@link #MAX_OPEN}
     * @param fills whether a base bar without trades repeats the last close
     * @param history takes every closed bar
     */
    public BarBuilder(Timeframe base, BarGrid grid, int openBars, boolean fills, BarHistory history) {
        this.base = base;
        this.grid = grid;
        this.history = history;
        this.fills = fills;
        this.open = new OpenBars(base, grid, openBars);
        this.series = new BarSeries[] {history.addSeries(base)};
        closings.makeRoom(1);
    }

    /**
     * Makes bars of a larger timeframe from now on, beginning with the first whole one; does nothing where they are
     * made already.
     *
     * @return whether it is the base, or can be made of it
     */
    public boolean build(Timeframe timeframe) {
        if (timeframe.equals(base) || isBuilt(timeframe)) {
            return true;
        }
        if (!canBuild(timeframe)) {
            return false;
        }
        insert(new Rollup(timeframe, grid, firstWhole(timeframe)));
        return true;
    }

    /** Stops making bars of larger timeframes that nobody wants any more, and forgets those that were made. */
    public void keepOnly(SortedSet<Timeframe> wanted) {
        for (Rollup rollup : rollups) {
            if (!wanted.contains(rollup.timeframe())) {
                history.removeSeries(rollup.timeframe());
            }
        }
        use(Arrays.stream(rollups)
                .filter(rollup -> wanted.contains(rollup.timeframe()))
                .toArray(Rollup[]::new));
        nextEnd = findNextEnd();
    }

    /** Whether this timeframe is the base, or can be made of it. */
    public boolean canBuild(Timeframe timeframe) {
        return timeframe.equals(base) || grid.isMadeOf(timeframe, base);
    }

    /** Whether bars of this timeframe are made. */
    public boolean isBuilt(Timeframe timeframe) {
        for (Rollup rollup : rollups) {
            if (rollup.timeframe().equals(timeframe)) {
                return true;
            }
        }
        return timeframe.equals(base);
    }

    /** The instrument's first event, of any kind; later ones change nothing. */
    public void begin(long time) {
        if (firstEvent == UNKNOWN) {
            firstEvent = time;
        }
    }

    /** Moves the watermark; it never moves back. */
    public void moveTo(long time) {
        watermark = Math.max(watermark, time);
    }

    /**
     * Closes what ends next, if the watermark has reached it: every bar with that end.
     *
     * @return whether {@link #closings()} holds bars
     */
    public boolean closeNext() {
        while (nextEnd <= watermark) {
            long end = nextEnd;
            closings.begin(end);
            closeBase(end);
            closeRollups(end);
            nextEnd = findNextEnd();
            if (closings.count() > 0) {
                return true;
            }
        }
        return false;
    }

    /** What {@link #closeNext()} closed. */
    public Closings closings() {
        return closings;
    }

    /** Whether the base bar that holds the time is closed. */
    public boolean isLate(long time) {
        return time < watermark && baseEnd(time) <= watermark;
    }

    /** Whether the bar that holds the time has a place among the open ones when the watermark stands there. */
    public boolean hasRoom(long time, long mark) {
        return open.hasRoom(time, mark);
    }

    /** The least watermark with which the bar that holds the time has a place among the open ones. */
    public long roomFor(long time) {
        return open.roomFor(time);
    }

    /** Whether a watermark of this time would close something. */
    public boolean wouldClose(long time) {
        return nextEnd <= time;
    }

    /** Takes a trade that is not late, after what its time closes was closed. */
    public void onTrade(long time, double price, double size) {
        OpenBar bar = open.newestIfHolding(time);
        if (bar == null) {
            bar = open.at(time);
            nextEnd = Math.min(nextEnd, bar.end());
        }
        bar.add(time, price, size);
    }

    /** Takes the price of a quote that is not late; bars of quotes have no volume, and their trades are unknown. */
    public void onPrice(long time, double price) {
        isQuoted = true;
        onTrade(time, price, 0.0);
    }

    /** Fills {@code into} with the forming bar, the newest open one of the base, but for its ordinal; false without one. */
    public boolean readForming(ClosedBar into) {
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

    /** Bars kept of every timeframe. */
    public BarHistory history() {
        return history;
    }

    public Timeframe base() {
        return base;
    }

    /** The timeframes built, smallest first; index 0 is the base. */
    public int timeframeCount() {
        return 1 + rollups.length;
    }

    public Timeframe timeframe(int index) {
        return index == 0 ? base : rollups[index - 1].timeframe();
    }

    public long watermark() {
        return watermark;
    }

    /** Time of the instrument's first event; {@code Long.MIN_VALUE} before it. */
    public long firstEventTime() {
        return firstEvent;
    }

    /** How often base bars were missing between two others. */
    public long gaps() {
        return gaps;
    }

    /** Writes the open bars and every kept one as raw bits. */
    public void save(StateSink sink) {
        sink.putLong(watermark);
        sink.putLong(nextEnd);
        sink.putLong(firstEvent);
        sink.putLong(lastEnd);
        sink.putDouble(lastClose);
        sink.putLong(isQuoted ? 1 : 0);
        sink.putLong(filledInRow);
        sink.putLong(gaps);
        open.save(sink);
        sink.putLong(rollups.length);
        for (Rollup rollup : rollups) {
            sink.putLong(rollup.timeframe().length());
            sink.putLong(rollup.notBefore());
            rollup.save(sink);
        }
        for (BarSeries each : series) {
            each.save(sink);
        }
    }

    /** Takes what {@link #save(StateSink)} of a builder with the same settings wrote. */
    public void restore(StateSource source) {
        watermark = source.getLong();
        nextEnd = source.getLong();
        firstEvent = source.getLong();
        lastEnd = source.getLong();
        lastClose = source.getDouble();
        isQuoted = source.getLong() != 0;
        filledInRow = (int) source.getLong();
        gaps = source.getLong();
        open.restore(source);
        Rollup[] saved = new Rollup[(int) source.getLong()];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = new Rollup(Timeframe.ofNanos(source.getLong()), grid, source.getLong());
            saved[i].restore(source);
        }
        use(saved);
        for (BarSeries each : series) {
            each.restore(source);
        }
    }

    private void closeBase(long end) {
        OpenBar bar = open.withEnd(end);
        boolean fill = bar == null && isFillDue(end);
        if (bar == null && !fill) {
            return;
        }
        long start = end - base.length();
        ClosedBar closed = closings.add(base).time(start, end, series[0].count(), grid.day(start));
        if (fill) {
            filledInRow++;
            closed.prices(lastClose, lastClose, lastClose, lastClose)
                    .volume(0.0, Double.NaN, isQuoted ? -1 : 0, ClosedBar.FILLED);
        } else {
            bar.read(closed, isQuoted, start < firstEvent ? ClosedBar.FIRST : 0);
            bar.clear();
            filledInRow = 0;
            if (lastEnd != UNKNOWN && start > lastEnd) {
                gaps++;
            }
        }
        lastEnd = end;
        lastClose = closed.close();
        series[0].add(closed);
        for (Rollup rollup : rollups) {
            rollup.add(closed);
        }
    }

    private void closeRollups(long end) {
        for (int i = 0; i < rollups.length; i++) {
            Rollup rollup = rollups[i];
            if (rollup.isOpen() && rollup.end() == end) {
                ClosedBar closed = closings.add(rollup.timeframe());
                rollup.close(closed, series[i + 1].count(), firstEvent);
                series[i + 1].add(closed);
            }
        }
    }

    private boolean isFillDue(long end) {
        return fills && lastEnd != UNKNOWN && filledInRow < MAX_FILLED && end == lastEnd + base.length();
    }

    private long findNextEnd() {
        long next = open.nextEnd();
        if (fills && lastEnd != UNKNOWN && filledInRow < MAX_FILLED) {
            next = Math.min(next, lastEnd + base.length());
        }
        for (Rollup rollup : rollups) {
            if (rollup.isOpen()) {
                next = Math.min(next, rollup.end());
            }
        }
        return next;
    }

    private long baseEnd(long time) {
        return grid.start(time, base.length()) + base.length();
    }

    /** The first start of a bar none of whose base bars can be closed by now. */
    private long firstWhole(Timeframe timeframe) {
        if (watermark == UNKNOWN) {
            return UNKNOWN;
        }
        long open = grid.start(watermark, base.length());
        long start = grid.start(open, timeframe.length());
        return start == open ? start : start + timeframe.length();
    }

    private void insert(Rollup rollup) {
        int at = 0;
        while (at < rollups.length && rollups[at].timeframe().compareTo(rollup.timeframe()) < 0) {
            at++;
        }
        Rollup[] more = Arrays.copyOf(rollups, rollups.length + 1);
        System.arraycopy(rollups, at, more, at + 1, rollups.length - at);
        more[at] = rollup;
        use(more);
    }

    private void use(Rollup[] next) {
        rollups = next;
        series = new BarSeries[1 + rollups.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = history.addSeries(timeframe(i));
        }
        closings.makeRoom(series.length);
    }
}
