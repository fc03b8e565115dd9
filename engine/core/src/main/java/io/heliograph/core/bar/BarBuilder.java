package io.heliograph.core.bar;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.SortedSet;

/**
 * The bars of one instrument: base bars from trades or quotes and larger ones made of them, closed by the watermark;
 * published ones; tick and volume bars, closed by their trades.
 *
 * <p>The owner moves the watermark, works off {@link #closeNext()} until it answers false, only then adds the trade or
 * price that moved it, and works off what that closes. Belongs to the core's thread; allocates while histories fill, and nothing afterwards.
 */
public final class BarBuilder {
    /** Base bars open at once, at most. */
    public static final int MAX_OPEN = 64;

    /** Bars filled in one gap, at most. */
    public static final int MAX_FILLED = 1_440;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final BaseBars base;
    private final BarGrid grid;
    private final BarHistory history;
    private final Rollups rollups;
    private final PublishedBars published;
    private final CountedBars counted;
    private final Closings closings = new Closings();

    private long reached = UNKNOWN;
    private long nextEnd = OpenBars.NEVER;
    private long firstEvent = UNKNOWN;

    /**
     * A builder without bars.
     *
     * @param openBars base bars that may be open at once, 1 to {@link #MAX_OPEN}
     * @param fills whether a base bar without trades repeats the last close; published bars are never filled
     * @param history takes every closed bar
     */
    public BarBuilder(Timeframe base, BarGrid grid, int openBars, boolean fills, BarHistory history) {
        this.base = new BaseBars(base, grid, openBars, fills, history);
        this.grid = grid;
        this.history = history;
        this.rollups = new Rollups(grid, history);
        this.published = new PublishedBars(history);
        this.counted = new CountedBars(grid, history);
        makeRoom();
    }

    /**
     * Makes bars of a larger timeframe from now on, beginning with the first whole one, or tick or volume bars; does
     * nothing where they are made or published already.
     *
     * @return whether it can be made
     */
    public boolean build(Timeframe timeframe) {
        if (timeframe.equals(base()) || rollups.has(timeframe) || published.has(timeframe) || counted.has(timeframe)) {
            return true;
        }
        if (!canBuild(timeframe)) {
            return false;
        }
        if (timeframe.isTime()) {
            rollups.add(timeframe, firstWhole(timeframe));
        } else {
            counted.add(timeframe);
        }
        makeRoom();
        return true;
    }

    /** Stops making bars of the timeframes that nobody wants any more, and forgets those that were made. */
    public void keepOnly(SortedSet<Timeframe> wanted) {
        rollups.keepOnly(wanted);
        counted.keepOnly(wanted);
        nextEnd = findNextEnd();
    }

    /** Whether this timeframe is the base, or can be made of it, or counts trades. */
    public boolean canBuild(Timeframe timeframe) {
        return timeframe.isTime()
                ? timeframe.equals(base()) || grid.isMadeOf(timeframe, base())
                : history.hasRoomFor(timeframe);
    }

    /** The instrument's first event, of any kind; later ones change nothing. */
    public void begin(long time) {
        if (firstEvent == UNKNOWN) {
            firstEvent = time;
        }
    }

    /** Says that nothing before this time will come; time never moves back. */
    public void moveTo(long time) {
        reached = Math.max(reached, time);
    }

    /**
     * What a published bar would be beside those before it.
     *
     * @return ACCEPTED for a new one, UNCHANGED for a repeat, else the reason to refuse it
     */
    public Refusal check(Timeframe timeframe, ClosedBar bar) {
        if (!canBuild(timeframe) || !published.hasRoomFor(timeframe)) {
            return Refusal.TIMEFRAME_INVALID;
        }
        boolean isMadeHere = !published.has(timeframe) && history.count(timeframe) > 0;
        return isMadeHere ? Refusal.BAR_CONFLICT : published.check(timeframe, bar);
    }

    /**
     * Takes a published bar that is new; {@link #closeNext()} closes what ends before it, then itself with the larger
     * ones that it ends.
     *
     * <p>What is smaller and ends with it stays open, because its last part may be still to come: smaller bars of one end
     * are sent after larger ones. It closes with that part, or with the next word about the time.
     *
     * @param bar times, prices, volume; kept by the caller until it is closed
     * @param isRolledUp whether larger bars are made of it
     */
    public void publish(Timeframe timeframe, ClosedBar bar, boolean isRolledUp) {
        if (!published.has(timeframe)) {
            rollups.release(timeframe);
        }
        published.arrive(timeframe, bar, isRolledUp);
        if (isRolledUp) {
            rollups.await(timeframe, bar.start());
        }
        nextEnd = findNextEnd();
    }

    /**
     * Closes what ends next, if time has reached it: every bar with that end.
     *
     * @return whether {@link #closings()} holds bars
     */
    public boolean closeNext() {
        long limit =
                published.isArriving() ? Math.max(reached, published.arrival().end() - 1) : reached;
        while (nextEnd <= limit) {
            long end = nextEnd;
            closings.begin(end);
            ClosedBar closed = base.close(end, closings, firstEvent);
            if (closed != null) {
                rollups.take(base(), closed, UNKNOWN);
            }
            rollups.close(end, closings, firstEvent);
            nextEnd = findNextEnd();
            if (closings.count() > 0) {
                return true;
            }
        }
        if (published.isArriving()) {
            closePublished();
            return true;
        }
        if (counted.isDue()) {
            counted.close(closings, firstEvent);
            return true;
        }
        return false;
    }

    /** What {@link #closeNext()} closed. */
    public Closings closings() {
        return closings;
    }

    /** Whether the base bar that holds the time is closed. */
    public boolean isLate(long time) {
        return base.isLate(time, reached);
    }

    /** Whether the bar that holds the time has a place among the open ones when the watermark stands there. */
    public boolean hasRoom(long time, long mark) {
        return base.hasRoom(time, mark);
    }

    /** The least watermark with which the bar that holds the time has a place among the open ones. */
    public long roomFor(long time) {
        return base.roomFor(time);
    }

    /** Whether a watermark of this time would close something. */
    public boolean wouldClose(long time) {
        return nextEnd <= time;
    }

    /**
     * Takes a trade that is not late, after what its time closes was closed.
     *
     * @return whether it closes tick or volume bars, so that {@link #closeNext()} has work
     */
    public boolean onTrade(long time, double price, double size) {
        nextEnd = Math.min(nextEnd, base.add(time, price, size));
        if (counted.count() > 0) {
            counted.onTrade(time, price, size);
        }
        return counted.isDue();
    }

    /** Takes the price of a quote that is not late; bars of quotes have no volume, and their trades are unknown. */
    public void onPrice(long time, double price) {
        nextEnd = Math.min(nextEnd, base.addQuoted(time, price));
    }

    /** Fills {@code into} with the forming bar, the newest open one of the base, but for its ordinal; false without one. */
    public boolean readForming(ClosedBar into) {
        return base.readForming(into, firstEvent);
    }

    /** Where the bars of a timeframe come from. */
    public Origin origin(Timeframe timeframe) {
        if (published.has(timeframe)) {
            return Origin.PUBLISHED;
        }
        return rollups.has(timeframe) ? Origin.ROLLED : Origin.BUILT;
    }

    /** Bars kept of every timeframe; those that have a series here are the timeframes built or published. */
    public BarHistory history() {
        return history;
    }

    public Timeframe base() {
        return base.timeframe();
    }

    /** Up to which end bars are closed that are not published; {@code Long.MIN_VALUE} before the first word. */
    public long reached() {
        return reached;
    }

    /** Time of the instrument's first event; {@code Long.MIN_VALUE} before it. */
    public long firstEventTime() {
        return firstEvent;
    }

    /** How often base bars, or published ones of a timeframe, were missing between two others. */
    public long gaps() {
        return base.gaps() + published.gaps();
    }

    /** Trades that were late for tick or volume bars, counted for each of their timeframes. */
    public long lateForCounted() {
        return counted.late();
    }

    /** Writes the open bars and every kept one as raw bits. */
    public void save(StateSink sink) {
        sink.putLong(reached);
        sink.putLong(nextEnd);
        sink.putLong(firstEvent);
        history.save(sink);
        base.save(sink);
        rollups.save(sink);
        published.save(sink);
        counted.save(sink);
    }

    /** Takes what {@link #save(StateSink)} of a builder with the same settings wrote. */
    public void restore(StateSource source) {
        reached = source.getLong();
        nextEnd = source.getLong();
        firstEvent = source.getLong();
        history.restore(source);
        base.restore(source);
        rollups.restore(source);
        published.restore(source);
        counted.restore(source);
        makeRoom();
    }

    private void closePublished() {
        Timeframe timeframe = published.arrivingTimeframe();
        boolean isSmallest = timeframe.equals(base());
        boolean isRolledUp = published.isRolledUp();
        long end = published.arrival().end();
        closings.begin(end);
        ClosedBar closed = published.close(closings, grid);
        if (isRolledUp) {
            rollups.take(timeframe, closed, reached);
            rollups.closeWith(timeframe, end, isSmallest, closings, firstEvent);
        }
        moveTo(isSmallest ? end : end - 1);
        nextEnd = findNextEnd();
    }

    private long findNextEnd() {
        return Math.min(base.nextEnd(), rollups.nextEnd());
    }

    /** The first start of a bar none of whose base bars can be closed by now. */
    private long firstWhole(Timeframe timeframe) {
        if (reached == UNKNOWN) {
            return UNKNOWN;
        }
        long open = grid.start(reached, base().length());
        long start = grid.start(open, timeframe.length());
        return start == open ? start : start + timeframe.length();
    }

    /** A published bar can close together with every larger one, a trade every bar that counts. */
    private void makeRoom() {
        closings.makeRoom(Math.max(2 + rollups.count(), counted.count()));
    }
}
