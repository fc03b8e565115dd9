package io.heliograph.core.bar;

import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/**
 * The bars of one instrument that others made, by timeframe, and the one that is about to close.
 *
 * <p>A bar is identified by timeframe and start. Between two events none is about to close. Belongs to the core's thread.
 */
final class PublishedBars {
    /** Published timeframes of one instrument, at most. */
    static final int MOST = 16;

    private final BarHistory history;
    private final ClosedBar known = new ClosedBar();

    private Timeframe[] timeframes = new Timeframe[0];
    private Timeframe arriving;
    private ClosedBar arrival;
    private boolean isRolledUp;
    private long gaps;

    PublishedBars(BarHistory history) {
        this.history = history;
    }

    boolean has(Timeframe timeframe) {
        return indexOf(timeframe) >= 0;
    }

    /** Whether bars of this timeframe are published, or may be as one more. */
    boolean hasRoomFor(Timeframe timeframe) {
        return timeframes.length < MOST || has(timeframe);
    }

    /** What a bar is beside those before it: ACCEPTED as a new one, UNCHANGED, BAR_REVISED, or LATE. */
    Refusal check(Timeframe timeframe, ClosedBar bar) {
        if (!has(timeframe)) {
            return Refusal.ACCEPTED;
        }
        BarSeries series = history.series(timeframe);
        if (series.size() == 0 || bar.start() > series.start(series.size() - 1)) {
            return Refusal.ACCEPTED;
        }
        int at = series.indexOf(bar.start());
        if (at < 0) {
            return Refusal.LATE;
        }
        return isSame(series.read(at, known), bar) ? Refusal.UNCHANGED : Refusal.BAR_REVISED;
    }

    /** Takes a new bar, to be closed by {@link #close}; the caller keeps it until then. */
    void arrive(Timeframe timeframe, ClosedBar bar, boolean isRolledUp) {
        if (!has(timeframe)) {
            timeframes = Arrays.copyOf(timeframes, timeframes.length + 1);
            timeframes[timeframes.length - 1] = timeframe;
            history.addSeries(timeframe);
        }
        this.arriving = timeframe;
        this.arrival = bar;
        this.isRolledUp = isRolledUp;
    }

    /** Whether a bar is about to close. */
    boolean isArriving() {
        return arriving != null;
    }

    Timeframe arrivingTimeframe() {
        return arriving;
    }

    /** The bar that is about to close. */
    ClosedBar arrival() {
        return arrival;
    }

    /** Whether larger bars are made of it. */
    boolean isRolledUp() {
        return isRolledUp;
    }

    /** Closes the bar that was about to. */
    ClosedBar close(Closings closings, BarGrid grid) {
        BarSeries series = history.series(arriving);
        ClosedBar closed = closings.add(arriving, Origin.PUBLISHED)
                .time(arrival.start(), arrival.end(), series.count(), grid.day(arrival.start()))
                .prices(arrival.open(), arrival.high(), arrival.low(), arrival.close())
                .volume(arrival.volume(), arrival.wap(), arrival.trades(), 0);
        if (series.size() > 0 && closed.start() > series.end(series.size() - 1)) {
            gaps++;
        }
        series.add(closed);
        arriving = null;
        arrival = null;
        return closed;
    }

    /** How often bars of a timeframe were missing between two others of it. */
    long gaps() {
        return gaps;
    }

    void save(StateSink sink) {
        sink.putLong(gaps);
        sink.putLong(timeframes.length);
        for (Timeframe timeframe : timeframes) {
            sink.putLong(timeframe.length());
        }
    }

    void restore(StateSource source) {
        gaps = source.getLong();
        timeframes = new Timeframe[source.getCount(1)];
        for (int i = 0; i < timeframes.length; i++) {
            timeframes[i] = Timeframe.ofNanos(source.getLong());
        }
    }

    private int indexOf(Timeframe timeframe) {
        for (int i = 0; i < timeframes.length; i++) {
            if (timeframes[i].equals(timeframe)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSame(ClosedBar one, ClosedBar other) {
        return one.open() == other.open()
                && one.high() == other.high()
                && one.low() == other.low()
                && one.close() == other.close()
                && one.volume() == other.volume();
    }
}
